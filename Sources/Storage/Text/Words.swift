/// The words of a text as the text index counts them, those of SQLite's `unicode61 remove_diacritics 2`.
///
/// A word is a run of letters and numbers, in lower case and, where it is Latin, without accents.
struct Words {
    struct Word {
        /// Folded, in UTF-8.
        let text: [UInt8]
        /// Where it stands in the text's UTF-8.
        let range: Range<Int>
    }

    /// All words in their order.
    static func of(_ text: String) -> [Word] {
        var words: [Word] = []
        forEach(in: text) { word, range in words.append(Word(text: word, range: range)) }
        return words
    }

    /// Calls back for every word.
    static func forEach(in text: String, _ body: (_ word: [UInt8], _ range: Range<Int>) -> Void) {
        var word: [UInt8] = []
        var start = 0
        var place = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if append(scalar, to: &word) {
                place += width
                continue
            }
            if !word.isEmpty { body(word, start..<place) }
            word.removeAll(keepingCapacity: true)
            place += width
            start = place
        }
        if !word.isEmpty { body(word, start..<place) }
    }

    /// Appends a folded character; false where it belongs to no word.
    private static func append(_ scalar: Unicode.Scalar, to word: inout [UInt8]) -> Bool {
        if scalar.value < 0x80 {
            let byte = UInt8(scalar.value)
            switch byte {
            case 0x61...0x7A, 0x30...0x39: word.append(byte)
            case 0x41...0x5A: word.append(byte | 0x20)
            default: return false
            }
            return true
        }
        // Combining accents are left out inside a word.
        if 0x300...0x36F ~= scalar.value { return !word.isEmpty }
        guard isWordPart(scalar) else { return false }
        for folded in scalar.properties.lowercaseMapping.unicodeScalars {
            if let letter = LatinLetters.plain[folded] {
                word.append(letter)
            } else if !(0x300...0x36F ~= folded.value) {
                word.append(contentsOf: Unicode.UTF8.encode(folded).map { Array($0) } ?? [])
            }
        }
        return true
    }

    private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber, .otherNumber, .privateUse:
            true
        // Vowel signs and the like are parts of words in many scripts.
        case .nonspacingMark, .spacingMark: true
        default: false
        }
    }
}

/// Latin letters with accents, and the ASCII letters below them (Unicode's canonical decompositions).
enum LatinLetters {
    static let plain: [Unicode.Scalar: UInt8] = {
        var plain: [Unicode.Scalar: UInt8] = [:]
        for (letter, accented) in table {
            for scalar in accented.unicodeScalars { plain[scalar] = letter.utf8.first }
        }
        return plain
    }()

    private static let table: [(letter: String, accented: String)] = [
        ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
        ("b", "ḃḅḇ"),
        ("c", "çćĉċčḉ"),
        ("d", "ďḋḍḏḑḓ"),
        ("e", "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
        ("f", "ḟ"),
        ("g", "ĝğġģǧǵḡ"),
        ("h", "ĥȟḣḥḧḩḫẖ"),
        ("i", "ìíîïĩīĭįǐȉȋḭḯỉị"),
        ("j", "ĵǰ"),
        ("k", "ķǩḱḳḵ"),
        ("l", "ĺļľḷḹḻḽ"),
        ("m", "ḿṁṃ"),
        ("n", "ñńņňǹṅṇṉṋ"),
        ("o", "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
        ("p", "ṕṗ"),
        ("r", "ŕŗřȑȓṙṛṝṟ"),
        ("s", "śŝşšșṡṣṥṧṩ"),
        ("t", "ţťțṫṭṯṱẗ"),
        ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
        ("v", "ṽṿ"),
        ("w", "ŵẁẃẅẇẉẘ"),
        ("x", "ẋẍ"),
        ("y", "ýÿŷȳẏẙỳỵỷỹ"),
        ("z", "źżžẑẓẕ"),
    ]
}
