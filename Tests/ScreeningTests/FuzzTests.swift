import Fuzzing
import Messages
import Screening
import Testing

@Suite(.timeLimit(.minutes(60)))
struct ListFuzzTests {
    @Test func `a list of any bytes in any format is loaded or refused with the file's name`() throws {
        var fuzzer = Fuzzer(rounds: 1500)
        let loader = ListLoader(countries: try ShippedData.names.get().countries)
        let samples = ListFormatTests.samples.flatMap(\.files)
        while fuzzer.goesOn() {
            let sample = samples[fuzzer.random.below(samples.count)]
            var bytes = sample.bytes
            for _ in 0...fuzzer.random.below(4) { bytes = fuzzer.mutated(bytes) }
            let place: Comment =
                "seed \(fuzzer.seed), \(sample.name): \(String(decoding: bytes, as: UTF8.self).debugDescription)"
            do throws(ListError) {
                let loaded = try loader.load([ListFile(name: sample.name, bytes: bytes)])
                #expect(!loaded.list.entries.isEmpty, place)
            } catch {
                #expect(!"\(error)".isEmpty, place)
            }
        }
    }
}
