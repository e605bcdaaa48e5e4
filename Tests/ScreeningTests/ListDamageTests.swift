import Foundation
import Messages
import Screening
import Testing

/// Every format cut off at any byte and with bytes changed: a loader may refuse, but not fall over.
@Suite(.timeLimit(.minutes(5)))
struct ListDamageTests {
    @Test(arguments: ListFormatTests.samples)
    func `a list that is cut off anywhere is refused or read up to a whole row`(_ sample: ListFormatTests.Sample) throws
    {
        let loader = ListLoader(countries: try ShippedData.names.get().countries)
        let (name, bytes) = (sample.files[0].name, sample.files[0].bytes)
        let whole = try loader.load([ListFile(name: name, bytes: bytes)])
        for length in bytes.indices {
            guard let cut = try? loader.load([ListFile(name: name, bytes: Array(bytes[..<length]))]) else { continue }
            #expect(cut.list.entries.count <= whole.list.entries.count)
            #expect(cut.list.entries.allSatisfy { !$0.id.isEmpty && !$0.names.isEmpty })
            #expect(cut.problems.allSatisfy { $0.line > 0 && $0.file == name })
        }
    }

    @Test(arguments: ListFormatTests.samples)
    func `a list with any byte changed is refused or read`(_ sample: ListFormatTests.Sample) throws {
        let loader = ListLoader(countries: try ShippedData.names.get().countries)
        let (name, bytes) = (sample.files[0].name, sample.files[0].bytes)
        for place in bytes.indices {
            for byte: UInt8 in [0, 0x22, 0x26, 0x2C, 0x3C, 0x3E, 0x0A, 0x7B, 0xC3, 0xFF] {
                var changed = bytes
                changed[place] = byte
                guard let loaded = try? loader.load([ListFile(name: name, bytes: changed)]) else { continue }
                #expect(loaded.list.entries.allSatisfy { !$0.names.isEmpty })
            }
        }
    }
}
