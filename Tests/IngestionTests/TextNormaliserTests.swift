import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct TextNormaliserTests {
    @Test(arguments: [
        "", "plain\n\ntext\twith tab", "“Curly” – dashes… €5", "Ürümqi, Łódź, Đà Nẵng", "Москва, Владимир Путин й ё",
        "平壤 조선 日本", "العربية", "עברית", "नई दिल्ली", "👩‍👩‍👧 🇰🇵", "\n\n\n three\n",
    ])
    func `clean text comes back as it is`(text: String) throws {
        #expect(Array(try TextNormaliser().normalise(text).unicodeScalars) == Array(text.unicodeScalars))
    }

    @Test(arguments: [
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("a\r\n\r\nb", "a\n\nb"),
        ("a\u{2028}b\u{2029}c\u{85}d\u{B}e\u{C}f", "a\nb\n\nc\nd\ne\nf"),
        ("\u{FEFF}a", "a"),
        ("a\u{92}b\u{7F}c", "a b c"),
        ("e\u{301}", "é"),
        ("\u{1100}\u{1161}\u{11A8}", "각"),
        ("\u{212B}", "Å"),
        ("a\u{2000}b", "a\u{2002}b"),
        ("q\u{323}\u{307}\r\n", "q\u{323}\u{307}\n"),
    ])
    func `other text is brought into the form`(text: String, normal: String) throws {
        let result = try TextNormaliser().normalise(text)
        #expect(Array(result.unicodeScalars) == Array(normal.unicodeScalars))
        #expect(Array(try TextNormaliser().normalise(result).unicodeScalars) == Array(result.unicodeScalars))
    }

    @Test(arguments: [("ab\0", 2, "U+0000"), ("\u{1B}[0m", 0, "U+001B"), ("é\u{8}", 1, "U+0008")])
    func `control characters are refused with their place`(text: String, position: Int, name: String) {
        do throws(ControlCharacter) {
            _ = try TextNormaliser().normalise(text)
            Issue.record("accepted")
        } catch {
            #expect(error.position == position)
            #expect(error.name == name)
        }
    }

    @Test func `the quick look agrees with the standard library about every character`() {
        for value in UInt32(0)...0x2FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let text = "a" + String(scalar)
            let composed = Array(String(decoding: Array(text._composed.utf8), as: UTF8.self).unicodeScalars)
            if TextCensus.isClean(text) == .clean, composed != Array(text.unicodeScalars) {
                Issue.record("U+\(String(value, radix: 16)) was taken for composed")
            }
        }
    }
}
