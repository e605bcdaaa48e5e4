import Fuzzing
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(60)))
struct PipelineFileFuzzTests {
    private static let pieces = [
        "interdict: 1", "run: work", "ingest:", "queues:", "stages:", "store:", "feed:", "control:", "  ", "\n", ": ",
        "{", "}", "[", "]", "*a", "&a", "<<: ", "!!binary ", "? ", "| ", "> ", "---\n", "\"", "'", "#", "${X:y}",
        "{run}",
        "ipc://x", "tcp://*:5555", "1", "-1", "1e9", "10MB", "3s", "articles", "to: ", "from: ", "null", "~", "é", "\t",
    ]

    @Test func `a pipeline file of any text is read, or told what is wrong and in which line`() {
        var fuzzer = Fuzzer(rounds: 1500)
        while fuzzer.goesOn() {
            let text =
                fuzzer.random.chance(0.7)
                ? String(decoding: fuzzer.mutated(Array(good.utf8)), as: UTF8.self)
                : fuzzer.soup(Self.pieces, atMost: 60)
            let place: Comment = "seed \(fuzzer.seed): \(text.debugDescription)"
            let (file, findings) = PipelineFile.parse(text, path: "p.yaml", environment: [:])
            #expect(file != nil || !findings.isEmpty, place)
            #expect(findings.allSatisfy { $0.line >= 1 }, place)
        }
    }
}
