/// How the letters of the world's scripts read in plain Latin letters.
///
/// Precomposed letters stand in the tables, and combining marks read as nothing, so text needs no normal form first.
package struct LetterTables: Sendable {
    private var readings: [[UInt8]] = [[]]
    /// For each scalar of the basic plane: the place of its reading, 0 for none.
    private var letters = [UInt16](repeating: 0, count: 0x10000)
    /// For each Chinese character: the Hangul syllable by which Koreans read it, 0 for none.
    private var hanja = [UInt16](repeating: 0, count: 0x10000)

    /// - Parameters:
    ///   - tables: Rows of a reading, tab, the letters that are read so (`letters.tsv`, `pinyin.tsv`).
    ///   - hanjaTable: Rows of a Hangul syllable, tab, Chinese characters.
    package init(tables: [[UInt8]], hanja hanjaTable: [UInt8]) {
        for table in tables {
            for row in TableRows(table) { add(row) }
        }
        for row in TableRows(hanjaTable) {
            let fields = row.split(separator: "\t")
            guard fields.count == 2, let syllable = fields[0].unicodeScalars.first else { continue }
            for scalar in fields[1].unicodeScalars where scalar.value < 0x10000 {
                hanja[Int(scalar.value)] = UInt16(syllable.value)
            }
        }
    }

    private mutating func add(_ row: Substring) {
        let fields = row.split(separator: "\t")
        guard fields.count == 2 else { return }
        readings.append(Array(fields[0].utf8))
        for scalar in fields[1].unicodeScalars where scalar.value < 0x10000 {
            letters[Int(scalar.value)] = UInt16(readings.count - 1)
        }
    }

    /// The reading of a letter in `a`–`z` and digits; empty for a mark or an unknown letter.
    package func reading(_ scalar: Unicode.Scalar) -> [UInt8] {
        scalar.value < 0x10000 ? readings[Int(letters[Int(scalar.value)])] : []
    }

    /// The Hangul syllable by which Koreans read a Chinese character.
    package func korean(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard scalar.value < 0x10000, hanja[Int(scalar.value)] != 0 else { return nil }
        return Unicode.Scalar(hanja[Int(scalar.value)])
    }
}
