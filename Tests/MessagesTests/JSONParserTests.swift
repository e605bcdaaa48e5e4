import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(5)))
struct JSONParserTests {
    @Test(arguments: [
        (#"{"a":[1,2.5,-3e2,true,false,null,"x"]}"#, #"{"a":[1,2.5,-300,true,false,null,"x"]}"#),
        (#" { "é\u00e9\ud83d\ude00" : "\"\\\n" } "#, "{\"éé😀\":\"\\\"\\\\\\n\"}"),
        ("[]", "[]"), ("{}", "{}"), ("0", "0"), (#""""#, #""""#),
    ])
    func `a valid text is read and written again`(text: String, written: String) throws {
        let value = try JSONParser.parse(Array(text.utf8))
        #expect(String(decoding: value.json, as: UTF8.self) == written)
    }

    @Test(arguments: [
        ("", JSONError.Code.syntax, "byte 0 (line 1, column 1)"),
        ("{\n \"a\": }", .syntax, "byte 8 (line 2, column 7)"),
        ("[1,]", .syntax, "byte 3 (line 1, column 4)"),
        ("01", .trailing, "byte 1 (line 1, column 2)"),
        ("{\"a\":1} x", .trailing, "byte 8 (line 1, column 9)"),
        ("\"\\ud800\"", .invalidUTF8, "byte 1 (line 1, column 2)"),
        ("\"a\u{1}\"", .syntax, "byte 2 (line 1, column 3)"),
        ("1e999", .badValue, "byte 5 (line 1, column 6)"),
        ("nul", .syntax, "byte 0 (line 1, column 1)"),
        ("\"abc", .syntax, "byte 4 (line 1, column 5)"),
    ])
    func `an invalid text is refused with its place`(text: String, code: JSONError.Code, place: String) {
        #expect(throws: JSONError.self) {
            do throws(JSONError) {
                _ = try JSONParser.parse(Array(text.utf8))
            } catch {
                #expect(error.code == code)
                #expect(error.place == place)
                throw error
            }
        }
    }

    @Test func `absurd nesting is refused, not followed`() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: JSONError.self) { try JSONParser.parse(deep) }
    }

    @Test func `invalid UTF-8 is refused`() {
        #expect(throws: JSONError.self) { try JSONParser.parse([0x22, 0xC3, 0x28, 0x22]) }
    }
}
