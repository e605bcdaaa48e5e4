/// Rewrites a Latin reading so that the usual English, German, French, Polish … spellings of one sound meet.
///
/// The result is a string over these signs: vowels `aeiou`; `S` sh, `C` ch, `Z` zh, `J` dj, `c` ts, `h` h and kh, and the
/// plain consonants. `y` is `i`, `w` is `v`, doubled sounds are written once.
enum Phones {
    /// For each first letter the rules that begin with it, the longest first.
    private static let rules: [[(from: [UInt8], to: [UInt8])]] = {
        let table: [(String, String)] = [
            ("shch", "SC"), ("schtsch", "SC"), ("szcz", "SC"), ("stch", "SC"),
            ("tsch", "C"), ("tch", "C"), ("tsh", "C"), ("cz", "C"), ("ch", "C"), ("ck", "k"), ("chr", "kr"),
            ("sch", "S"), ("sh", "S"), ("sz", "S"), ("dzh", "J"), ("dsch", "J"), ("dj", "J"), ("dzs", "J"),
            ("zh", "Z"), ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("bh", "b"),
            ("qu", "k"), ("q", "k"), ("x", "ks"), ("w", "v"), ("tz", "c"), ("ts", "c"),
            ("ce", "se"), ("ci", "si"), ("cy", "si"), ("c", "k"), ("y", "i"),
            ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ij", "i"), ("iy", "i"), ("yi", "i"), ("ie", "e"), ("ye", "e"),
            ("yo", "io"), ("gyi", "di"),
        ]
        var rules = [[(from: [UInt8], to: [UInt8])]](repeating: [], count: 256)
        for (from, to) in table.sorted(by: { $0.0.utf8.count > $1.0.utf8.count }) {
            let bytes = Array(from.utf8)
            rules[Int(bytes[0])].append((bytes, Array(to.utf8)))
        }
        return rules
    }()

    static func of(_ text: [UInt8], _ looseness: Looseness = .strict) -> [UInt8] {
        var phones: [UInt8] = []
        phones.reserveCapacity(text.count)
        var at = 0
        while at < text.count {
            if looseness != .abjad, at == 0, let (to, length) = initial(text) {
                append(to, to: &phones)
                at += length
            } else if let rule = rule(text, at) {
                append(rule.to, to: &phones)
                at += rule.from.count
            } else {
                if phones.last != text[at] { phones.append(text[at]) }
                at += 1
            }
        }
        ending(&phones)
        return phones
    }

    private static func append(_ sounds: [UInt8], to phones: inout [UInt8]) {
        for phone in sounds where phones.last != phone { phones.append(phone) }
    }

    private static func rule(_ text: [UInt8], _ at: Int) -> (from: [UInt8], to: [UInt8])? {
        let candidates = rules[Int(text[at])]
        for place in candidates.indices where begins(text, at, candidates[place].from) { return candidates[place] }
        return nil
    }

    private static func begins(_ text: [UInt8], _ at: Int, _ beginning: [UInt8]) -> Bool {
        guard at + beginning.count <= text.count else { return false }
        for place in beginning.indices where text[at + place] != beginning[place] { return false }
        return true
    }

    /// Chinese `x` and `hs` at the beginning are a kind of `sh`; where vowels aren't written `hs` is two sounds.
    private static func initial(_ text: [UInt8]) -> ([UInt8], Int)? {
        if text[0] == 0x78, text.count > 1 { return ([0x53], 1) }
        if text.starts(with: [0x68, 0x73]) { return ([0x53], 2) }
        return nil
    }

    /// `-ow`, `-off`, `-eff` are `-ov`, `-ev`; a mute `h` at the end goes.
    private static func ending(_ phones: inout [UInt8]) {
        let count = phones.count
        guard count > 3 else { return }
        if phones[count - 1] == 0x66, isVowel(phones[count - 2]) { phones[count - 1] = 0x76 }
        if phones[count - 1] == 0x68, isVowel(phones[count - 2]) { phones.removeLast() }
    }

    static func isVowel(_ phone: UInt8) -> Bool {
        switch phone {
        case 0x61, 0x65, 0x69, 0x6F, 0x75: true
        default: false
        }
    }

    /// The consonants in coarse classes: what stays alike through careless transliteration.
    static func skeleton(_ phones: [UInt8]) -> [UInt8] {
        var skeleton: [UInt8] = []
        for phone in phones {
            guard let sound = classes[Int(phone)], skeleton.last != sound else { continue }
            skeleton.append(sound)
        }
        return skeleton
    }

    private static let classes: [UInt8?] = {
        var classes = [UInt8?](repeating: nil, count: 128)
        let groups = ["bp", "td", "kgh", "szcSCZJ", "fv", "l", "r", "m", "n"]
        for group in groups {
            for phone in group.utf8 { classes[Int(phone)] = group.utf8.first }
        }
        // `h` comes and goes, and `j` is a vowel in half of Europe.
        classes[0x68] = nil
        for digit in UInt8(0x30)...0x39 { classes[Int(digit)] = digit }
        return classes
    }()
}
