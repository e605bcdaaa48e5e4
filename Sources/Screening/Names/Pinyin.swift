/// Syllables of Chinese in Latin letters.
enum Pinyin {
    private static let initials = [
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c", "s", "y",
        "w",
    ]

    private static let finals: Set<String> = Set(
        """
        a o e ai ei ao ou an en ang eng ong er i ia ie iao iu ian in iang ing iong u ua uo uai ui uan un uang ue ve v
        """.split(whereSeparator: \.isWhitespace).map(String.init)
    )

    /// Whether a word in small letters is one syllable.
    static func isSyllable(_ word: [UInt8]) -> Bool {
        guard 1...6 ~= word.count else { return false }
        let text = String(decoding: word, as: UTF8.self)
        let initial = initials.first { text.hasPrefix($0) } ?? ""
        return finals.contains(String(text.dropFirst(initial.count)))
    }
}
