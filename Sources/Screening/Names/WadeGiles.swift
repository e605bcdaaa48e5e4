/// Chinese names in the Wade–Giles spelling, read into pinyin: `Hsi Chin-p'ing` is `xi jin ping`.
///
/// The apostrophe that tells `p'` from `p` is left out in print as often as not, so both are taken. A name counts as one of
/// these only where every word is a syllable and one of them can't be pinyin.
enum WadeGiles {
    /// The pinyin readings of a name's words; none where it isn't in this spelling.
    static func pinyin(_ words: [[UInt8]]) -> [[[UInt8]]] {
        guard 2...3 ~= words.count, words.allSatisfy({ 2...6 ~= $0.count }) else { return [] }
        let texts = words.map { String(decoding: $0, as: UTF8.self) }
        guard texts.contains(where: isMarked) else { return [] }
        var readings: [[[UInt8]]] = [[]]
        for text in texts {
            let syllables = syllables(text)
            guard !syllables.isEmpty else { return [] }
            readings = readings.flatMap { reading in syllables.map { reading + [Array($0.utf8)] } }
        }
        return readings
    }

    /// Whether a word can be no pinyin.
    private static func isMarked(_ text: String) -> Bool {
        if text.hasPrefix("hs") || text.hasPrefix("tz") || text.hasPrefix("ts") || text.hasPrefix("sz") { return true }
        return ["ieh", "ueh", "chih", "shih", "erh", "hsien", "kuei"].contains { text.hasSuffix($0) }
    }

    private static let initials: [(written: String, read: [String])] = [
        ("hs", ["x"]), ("ch", ["zh", "ch"]), ("sh", ["sh"]), ("tz", ["z", "c"]), ("ts", ["z", "c"]), ("sz", ["s"]),
        ("ss", ["s"]), ("p", ["b", "p"]), ("t", ["d", "t"]), ("k", ["g", "k"]), ("j", ["r"]), ("m", ["m"]),
        ("f", ["f"]),
        ("n", ["n"]), ("l", ["l"]), ("h", ["h"]), ("s", ["s"]), ("y", ["y"]), ("w", ["w"]), ("", [""]),
    ]

    private static let finals: [String: String] = [
        "ien": "ian", "ieh": "ie", "ueh": "ue", "ung": "ong", "iung": "iong", "uei": "ui", "ih": "i", "erh": "er",
    ]

    private static let known: Set<String> = Set(
        """
        a o e ai ei ao ou an en ang eng ong i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue er
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// The pinyin of one syllable, with both ways to read its first sound; none for what is no syllable.
    private static func syllables(_ text: String) -> [String] {
        guard let (written, read) = initials.first(where: { text.hasPrefix($0.written) }) else { return [] }
        let rest = String(text.dropFirst(written.count))
        var final = finals[rest] ?? rest
        if final == "u", ["tz", "sz", "ss"].contains(written) { final = "i" }
        if final == "o", ["k", "h"].contains(written) { final = "e" }
        if final == "en", written == "y" { final = "an" }
        guard known.contains(final) else { return [] }
        // Before `i` and its kin `ch` is a softer sound.
        if written == "ch", final.hasPrefix("i"), rest != "ih" { return ["j", "q"].map { $0 + final } }
        return read.map { $0 + final }
    }
}
