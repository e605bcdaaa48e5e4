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

    /// The United Nations have published a list whose Cyrillic letters had lost their upper halves.
    @Test func `a list isn't lost for signs of XML in its names, and each of them is told with its line`() throws {
        let text = """
            <CONSOLIDATED_LIST dateGenerated="2025-08-16T00:00:00.000Z">
            <INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID><FIRST_NAME>AHMAD</FIRST_NAME><SECOND_NAME>FIRST</SECOND_NAME>
            <NAME_ORIGINAL_SCRIPT>#<0@>2 >:C %<0<B>28G</NAME_ORIGINAL_SCRIPT>
            <NATIONALITY><VALUE>Syria</VALUE></NATIONALITY></INDIVIDUAL>
            <INDIVIDUAL><DATAID>3</DATAID><FIRST_NAME>ALI (CE0<04<CEB0@)</FIRST_NAME><NATIONALITY><VALUE>Iraq</VALUE>
            </NATIONALITY></INDIVIDUAL>
            <INDIVIDUAL><DATAID>2</DATAID><FIRST_NAME>OMAR</FIRST_NAME><THIRD_NAME>A < B & <= C</THIRD_NAME>
            </INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>
            """
        let loader = ListLoader(countries: try ShippedData.names.get().countries)
        let loaded = try loader.load([ListFile(name: "un.xml", bytes: Array(text.utf8))])
        #expect(loaded.list.entries.map(\.id) == ["1", "3", "2"])
        #expect(loaded.list.entries[0].countries == ["SY"])
        #expect(loaded.list.entries[1].names[0].text == "ALI (CE0<04<CEB0@)")
        #expect(loaded.list.entries[1].countries == ["IQ"])
        #expect(loaded.list.entries[2].names[0].text == "OMAR A < B & <= C")
        #expect(loaded.problems.map(\.line) == [3, 3, 3, 5, 5, 7, 7])
        #expect(loaded.problems.contains { $0.reason == "<B> has no end before </NAME_ORIGINAL_SCRIPT>" })
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
