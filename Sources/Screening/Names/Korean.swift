/// Korean syllables and their spellings in Latin letters.
enum Korean {
    /// A convention for writing Korean in Latin letters.
    enum Spelling: CaseIterable {
        /// As in the North: `Kim Jong Un`. Without its marks McCune–Reischauer is close to it.
        case northern
        /// South Korea's revised romanisation: `Gim Jeongeun`.
        case revised
    }

    private static let initials: [(northern: String, revised: String)] = [
        ("k", "g"), ("kk", "kk"), ("n", "n"), ("t", "d"), ("tt", "tt"), ("r", "r"), ("m", "m"), ("p", "b"),
        ("pp", "pp"), ("s", "s"), ("ss", "ss"), ("", ""), ("j", "j"), ("jj", "jj"), ("ch", "ch"), ("k", "k"),
        ("t", "t"), ("p", "p"), ("h", "h"),
    ]
    private static let vowels: [(northern: String, revised: String)] = [
        ("a", "a"), ("ae", "ae"), ("ya", "ya"), ("yae", "yae"), ("o", "eo"), ("e", "e"), ("yo", "yeo"), ("ye", "ye"),
        ("o", "o"), ("wa", "wa"), ("wae", "wae"), ("oe", "oe"), ("yo", "yo"), ("u", "u"), ("wo", "wo"), ("we", "we"),
        ("wi", "wi"), ("yu", "yu"), ("u", "eu"), ("ui", "ui"), ("i", "i"),
    ]
    private static let finals = [
        "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
        "t", "t", "k", "t", "p", "t",
    ]

    /// A syllable in Latin letters; nil for what is no Hangul syllable.
    static func latin(_ scalar: Unicode.Scalar, _ spelling: Spelling) -> [UInt8]? {
        guard 0xAC00...0xD7A3 ~= scalar.value else { return nil }
        let index = Int(scalar.value - 0xAC00)
        let initial = initials[index / 588]
        let vowel = vowels[index % 588 / 28]
        let text =
            switch spelling {
            case .northern: initial.northern + vowel.northern
            case .revised: initial.revised + vowel.revised
            }
        return Array((text + finals[index % 28]).utf8)
    }

    /// Family names of one syllable, in Hangul.
    static let surnames: Set<Unicode.Scalar> = Set(
        """
        김이리박최정강조윤장임림한오서신권황안송류유홍전고문손양량배백허남심노로하곽성차주우구민진지엄채원천방공현함변염여\
        려추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용라나렴룡태동곽봉계경피감음두승상시간
        """.unicodeScalars.filter { 0xAC00...0xD7A3 ~= $0.value }
    )
}

/// Chinese family names of two characters; all others have one.
enum Chinese {
    static let doubleSurnames: Set<String> = [
        "欧阳", "歐陽", "司马", "司馬", "上官", "诸葛", "諸葛", "东方", "東方", "皇甫", "尉迟", "尉遲", "公孙", "公孫", "令狐", "慕容",
        "司徒", "夏侯", "端木", "南宫", "南宮", "独孤", "獨孤", "长孙", "長孫", "宇文", "呼延", "轩辕", "軒轅",
    ]
}
