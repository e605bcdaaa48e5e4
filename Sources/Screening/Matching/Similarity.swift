/// How alike two words of names are, from 0 to 1.
enum Similarity {
    /// Two words below this are not the same word.
    static let least: Float = 0.7

    /// The likeness of two parts; 1 only where their spelling is the same.
    static func of(_ a: NamePart, _ b: NamePart) -> Float {
        if !a.native.isEmpty, !b.native.isEmpty { return ofCharacters(a, b) }
        if a.text == b.text { return 1 }
        if a.kind == .initial || b.kind == .initial { return initial(a, b) }
        if a.kind == .number || b.kind == .number { return 0 }
        if let ours = a.korean, let theirs = b.korean { return KoreanNames.likeness(ours, theirs) }
        // What one name has for Korean syllables is hardly what the other has for something else: `Jin`, `John`.
        if a.korean != nil || b.korean != nil, a.looseness <= .strict, b.looseness <= .strict {
            return a.phones == b.phones ? 0.95 : ofSounds(a.phones, b.phones, .strict) * 0.85
        }
        if a.concept != 0, a.concept == b.concept { return 0.97 }
        // Two known words of other meanings are two words, however alike they sound.
        if a.concept != 0, b.concept != 0 { return 0 }
        if Endings.isOtherGender(a.text, b.text) { return 0.5 }
        let areGiven = !a.groups.isEmpty && !b.groups.isEmpty
        if areGiven, a.groups.contains(where: b.groups.contains), (a.role == .family) == (b.role == .family) {
            return 0.95
        }
        let looseness = Looseness.between(a.looseness, b.looseness)
        if ArabicNames.isServant(a.text, of: b.text) || ArabicNames.isServant(b.text, of: a.text) { return 0.86 }
        if looseness == .strict, Endings.isBaltic(a.text, b.text) { return 0.92 }
        if looseness == .strict, Endings.isBelarusian(a.text, b.text) { return 0.96 }
        if a.phones == b.phones { return looseness <= .strict ? 0.97 : 0.95 }
        let sounds =
            b.looseness > a.looseness
            ? ofSounds(b.phones, a.phones, looseness) : ofSounds(a.phones, b.phones, looseness)
        // Two known given names that don't stand for one another are two names, whatever they share.
        if areGiven, looseness == .strict, sounds < 0.88 { return sounds * 0.85 }
        return looseness == .strict && sounds < 0.9 ? max(sounds, ofLetters(a.text.span, b.text.span)) : sounds
    }

    /// The likeness of two longer words as typed: one slip of the finger may change several sounds.
    static func ofLetters(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Float {
        let shorter = min(a.count, b.count)
        guard shorter > 5, max(a.count, b.count) - shorter < 2, a[0] == b[0] || a[1] == b[1] else { return 0 }
        let length = Float(a.count + b.count) / 2
        return max(0, 1 - distance(a, b, .letters, most: 1.2) / length - 0.02)
    }

    /// Names in Hangul are the same or not; Chinese characters of one reading may be the old and the new form of one, and
    /// Chinese characters beside Hangul are the same where they are read so.
    private static func ofCharacters(_ a: NamePart, _ b: NamePart) -> Float {
        if a.native == b.native { return 1 }
        let isHan = [a, b].map { $0.native.allSatisfy { Script($0) == .han } }
        if isHan[0] != isHan[1] { return a.text == b.text ? 1 : 0.5 }
        return isHan[0] && a.native.count == b.native.count && a.text == b.text ? 0.9 : 0.5
    }

    /// An initial stands for any word that it begins; it says little, which its weight tells.
    private static func initial(_ a: NamePart, _ b: NamePart) -> Float {
        guard let first = a.text.first, let other = b.text.first else { return 0 }
        // An initial stands for a given name.
        let isFamily = a.kind == .initial ? b.role == .family : a.role == .family
        if first == other { return isFamily ? 0.72 : 0.9 }
        return !isFamily && a.phones.first == b.phones.first ? 0.85 : 0
    }

    /// The likeness of two strings of sounds; the more loosely written one comes first.
    static func ofSounds(_ a: [UInt8], _ b: [UInt8], _ looseness: Looseness) -> Float {
        ofSounds(a.span, b.span, looseness)
    }

    /// The likeness of two strings of sounds; the more loosely written one comes first.
    static func ofSounds(_ a: Span<UInt8>, _ b: Span<UInt8>, _ looseness: Looseness) -> Float {
        let longer = max(a.count, b.count)
        let shorter = min(a.count, b.count)
        guard shorter > 0, longer <= 40 else { return 0 }
        if looseness <= .strict, longer - shorter > 1 + longer / 3 { return 0 }
        // Where vowels come for nothing they lengthen nothing.
        let length = looseness == .abjad ? (firmness(a) + firmness(b)) / 2 : Float(longer + shorter) / 2
        let scale = scale(length, looseness) / length
        let cost = distance(a, b, SoundCosts.of(looseness), most: (1 - least) / scale)
        return max(0, 1 - scale * cost)
    }

    /// Short words bear less change than long ones.
    private static func scale(_ length: Float, _ looseness: Looseness) -> Float {
        switch looseness {
        case .exact: 2
        case .abjad: length < 2.8 ? 1.3 : length < 4 ? 1.15 : 1
        case .strict, .abugida, .syllabic: length < 3.5 ? 1.35 : length < 5 ? 1.15 : 1
        }
    }

    private static func firmness(_ sounds: Span<UInt8>) -> Float {
        var sum: Float = 0
        for place in 0..<sounds.count { sum += Phones.isVowel(sounds[place]) ? 0.3 : 1 }
        return sum
    }

    /// The weighted edit distance, or infinity once it is over `most`; neighbours that changed places cost 0.7.
    ///
    /// What both begin and end with is left out first, which is most of two words worth comparing.
    private static func distance(_ a: Span<UInt8>, _ b: Span<UInt8>, _ costs: SoundCosts, most: Float) -> Float {
        var start = 0
        var (endOfA, endOfB) = (a.count, b.count)
        while start < min(endOfA, endOfB), a[start] == b[start] { start += 1 }
        while min(endOfA, endOfB) > start, a[endOfA - 1] == b[endOfB - 1] {
            endOfA -= 1
            endOfB -= 1
        }
        let (restOfA, restOfB) = (a.extracting(start..<endOfA), b.extracting(start..<endOfB))
        if restOfA.isEmpty { return sum(restOfB, costs.loss) }
        if restOfB.isEmpty { return sum(restOfA, costs.lossOfWritten) }
        let first: Float = start == 0 ? 1.25 : 1
        return unsafe withUnsafeTemporaryAllocation(of: Float.self, capacity: 3 * (restOfB.count + 1)) { rows in
            unsafe distance(restOfA, restOfB, costs, most: most, first: first, in: rows)
        }
    }

    private static func sum(_ sounds: Span<UInt8>, _ cost: (UInt8) -> Float) -> Float {
        var sum: Float = 0
        for place in 0..<sounds.count { sum += cost(sounds[place]) }
        return sum
    }

    /// Fills the rows of the table of distances, of which only three are needed at a time.
    private static func distance(
        _ a: Span<UInt8>,
        _ b: Span<UInt8>,
        _ costs: SoundCosts,
        most: Float,
        first: Float,
        in rows: UnsafeMutableBufferPointer<Float>
    ) -> Float {
        let width = b.count + 1
        var (above, row, next) = (0, width, 2 * width)
        unsafe rows[row] = 0
        for column in 1..<width { unsafe rows[row + column] = rows[row + column - 1] + costs.loss(b[column - 1]) }
        var leastBefore: Float = 0
        for line in 0..<a.count {
            let sound = a[line]
            let lost = costs.lossOfWritten(sound)
            var least = unsafe rows[row] + lost
            unsafe rows[next] = least
            for column in 1..<width {
                let other = b[column - 1]
                let changed = costs.change(sound, other) * (line == 0 && column == 1 ? first : 1)
                var best = unsafe min(rows[row + column - 1] + changed, rows[row + column] + lost)
                best = unsafe min(best, rows[next + column - 1] + costs.loss(other))
                if line > 0, column > 1, sound == b[column - 2], other == a[line - 1], sound != other {
                    best = unsafe min(best, rows[above + column - 2] + 0.7)
                }
                unsafe rows[next + column] = best
                least = min(least, best)
            }
            // A change of places reaches back two rows.
            if least > most, leastBefore + 0.7 > most { return .infinity }
            leastBefore = least
            (above, row, next) = (row, next, above)
        }
        return unsafe rows[row + b.count]
    }
}

/// Endings that languages put on names.
private enum Endings {
    private static let masculine = ["ov", "ev", "in", "yn"].map { Array($0.utf8) }
    private static let baltic = ["s", "as", "is", "us"].map { Array($0.utf8) }

    /// Slavic family names that differ in gender alone: another member of the family, not another spelling.
    static func isOtherGender(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard long.count == short.count + 1, short.count > 4, long.last == 0x61, long.starts(with: short) else {
            return false
        }
        return masculine.contains { short.suffix(2).elementsEqual($0) }
    }

    /// Whether the two are the Ukrainian or Russian and the Belarusian form of one family name: `-enko`, `-enka`.
    static func isBelarusian(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard a.count == b.count, a.count > 5, a.dropLast().elementsEqual(b.dropLast()), a.last != b.last else {
            return false
        }
        let ends: Set<UInt8?> = [a.last, b.last]
        return ends == [0x6F, 0x61] && a.dropLast().suffix(3).elementsEqual(Array("enk".utf8))
    }

    /// Whether one is the other with the ending that Latvian and Lithuanian give to foreign names.
    static func isBaltic(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard short.count > 4, long.starts(with: short) else { return false }
        return baltic.contains { long.dropFirst(short.count).elementsEqual($0) }
    }
}
