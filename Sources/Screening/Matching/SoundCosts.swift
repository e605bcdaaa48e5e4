/// What it costs to take one sound for another, by how exactly the names were written.
struct SoundCosts: Sendable {
    private var change = [Float](repeating: 1, count: 128 * 128)
    private var loss = [Float](repeating: 1, count: 128)
    /// The same for the name in the looser script, whose vowels stand there because they are long.
    private var written = [Float](repeating: 1, count: 128)

    static let strict = SoundCosts(.strict)
    static let abugida = SoundCosts(.abugida)
    static let abjad = SoundCosts(.abjad)
    static let syllabic = SoundCosts(.syllabic)

    /// Letters as such: one is as far from another as any.
    static let letters: SoundCosts = {
        var costs = SoundCosts(.strict)
        costs.change = [Float](repeating: 1, count: 128 * 128)
        for letter in 0..<128 { costs.change[letter << 7 | letter] = 0 }
        costs.loss = [Float](repeating: 1, count: 128)
        costs.written = costs.loss
        return costs
    }()

    static func of(_ looseness: Looseness) -> SoundCosts {
        switch looseness {
        case .exact, .strict: strict
        case .abugida: abugida
        case .abjad: abjad
        case .syllabic: syllabic
        }
    }

    /// The cost of writing `b` for `a`.
    func change(_ a: UInt8, _ b: UInt8) -> Float { change[Int(a & 127) << 7 | Int(b & 127)] }

    /// The cost of a sound without a counterpart.
    func loss(_ sound: UInt8) -> Float { loss[Int(sound & 127)] }

    /// The cost of a sound of the more loosely written name without a counterpart.
    func lossOfWritten(_ sound: UInt8) -> Float { written[Int(sound & 127)] }

    private init(_ looseness: Looseness) {
        for sound in UInt8(0)..<128 { change[Int(sound) << 7 | Int(sound)] = 0 }
        pairs("aeiou", "aeiou", looseness <= .abugida ? 0.5 : 0.15)
        pairs("a", "eo", looseness <= .abugida ? 0.4 : 0.15)
        pairs("e", "i", looseness <= .abugida ? 0.2 : 0.1)
        pairs("o", "u", looseness <= .abugida ? 0.2 : 0.1)
        pairs("bdgvzZJ", "ptkfsSC", 0.9)
        set([("bp", 0.6), ("dt", 0.6), ("gk", 0.5), ("vf", 0.4), ("bv", 0.5), ("sz", 0.35), ("sc", 0.4), ("zc", 0.4)])
        set([
            ("Ss", 0.45), ("SC", 0.35), ("Cc", 0.35), ("Ck", 0.6), ("hk", 0.4), ("hg", 0.4), ("ji", 0.15), ("jJ", 0.15),
        ])
        set([
            ("JZ", 0.3), ("JC", 0.4), ("jC", 0.4), ("Zz", 0.35), ("jZ", 0.35), ("Jg", 0.4), ("jg", 0.45), ("Jz", 0.45),
        ])
        set([
            ("jz", 0.5), ("tc", 0.5), ("mn", 0.6), ("lr", 0.7), ("SZ", 0.4), ("jh", 0.5), ("dJ", 0.5), ("tC", 0.6),
            ("zd", 0.6),
        ])
        for vowel in "aeiou".utf8 { loss[Int(vowel)] = looseness <= .abugida ? 0.45 : 0.3 }
        for (sound, cost) in [("h", 0.35), ("j", 0.4)] as [(String, Float)] { set(loss: sound, cost) }
        if looseness == .abjad { loosenConsonantal() }
        if looseness == .syllabic { loosenSyllabic() }
        written = loss
        // The inherent vowel is said or not, and never written.
        if looseness == .abugida { set(loss: "a", 0.1) }
        if looseness == .abjad {
            for vowel in "aeiou".utf8 { written[Int(vowel)] = vowel == 0x61 ? 0.25 : 0.4 }
        }
    }

    /// Arabic and Hebrew: short vowels come for nothing, and several letters share a sound.
    private mutating func loosenConsonantal() {
        for vowel in "aeiou" { set(loss: String(vowel), 0.05) }
        pairs("aeiou", "aeiou", 0.05)
        // A vowel that is written is long and no other one.
        for (a, b) in [("a", "i"), ("a", "u"), ("i", "u"), ("i", "o"), ("u", "e")] { set(vowels: a, b, 0.3) }
        for other in ["e", "o"] { set(vowels: "a", other, 0.12) }
        set([("uv", 0.05), ("ov", 0.1), ("ii", 0), ("bp", 0.15), ("vf", 0.1), ("gk", 0.2), ("gJ", 0.15), ("gj", 0.15)])
        set([
            ("sS", 0.45), ("dz", 0.25), ("dt", 0.4), ("jJ", 0.05), ("Zj", 0.15), ("SC", 0.1), ("st", 0.45), ("zs", 0.3),
        ])
        set([("hk", 0.3), ("ds", 0.6), ("tz", 0.4), ("gh", 0.25), ("JC", 0.35), ("jC", 0.35), ("kC", 0.35)])
        set(loss: "h", 0.25)
    }

    /// Kana, Hangul, Chinese and the scripts of South and South-East Asia.
    private mutating func loosenSyllabic() {
        for vowel in "aeiou" { set(loss: String(vowel), 0.2) }
        set([("lr", 0.1), ("bv", 0.1), ("pf", 0.15), ("bp", 0.3), ("dt", 0.3), ("gk", 0.25), ("JC", 0.2), ("jC", 0.15)])
        set([("tC", 0.3), ("dJ", 0.3), ("dj", 0.3), ("sS", 0.2), ("tc", 0.3), ("jz", 0.2), ("jJ", 0.1), ("Jz", 0.2)])
        set([("Zj", 0.15), ("cz", 0.15), ("cC", 0.3), ("sc", 0.3), ("hk", 0.4), ("hf", 0.3), ("uv", 0.15), ("ov", 0.3)])
        set(loss: "h", 0.3)
        set(loss: "r", 0.5)
        set(loss: "l", 0.5)
    }

    private mutating func pairs(_ left: String, _ right: String, _ cost: Float) {
        for a in left.utf8 {
            for b in right.utf8 where a != b { set(a, b, min(cost, change(a, b))) }
        }
    }

    private mutating func set(_ pairs: [(String, Float)]) {
        for (pair, cost) in pairs {
            let sounds = Array(pair.utf8)
            if sounds[0] != sounds[1] { set(sounds[0], sounds[1], cost) }
        }
    }

    private mutating func set(_ a: UInt8, _ b: UInt8, _ cost: Float) {
        change[Int(a) << 7 | Int(b)] = cost
        change[Int(b) << 7 | Int(a)] = cost
    }

    private mutating func set(vowels a: String, _ b: String, _ cost: Float) {
        for x in a.utf8 {
            for y in b.utf8 { set(x, y, cost) }
        }
    }

    private mutating func set(loss sound: String, _ cost: Float) {
        for byte in sound.utf8 { loss[Int(byte)] = cost }
    }
}
