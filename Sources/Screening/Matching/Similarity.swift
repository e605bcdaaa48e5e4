/// How alike two words of names are, from 0 to 1.
struct Similarity: Sendable {
    /// Two words below this are not the same word.
    static let least: Float = 0.7

    private var above: [Float] = []
    private var row: [Float] = []
    private var next: [Float] = []

    /// The likeness of two parts; 1 only where their spelling is the same.
    mutating func of(_ a: NamePart, _ b: NamePart) -> Float {
        if a.text == b.text { return 1 }
        if a.kind == .initial || b.kind == .initial { return initial(a, b) }
        if a.kind == .number || b.kind == .number { return 0 }
        if let ours = a.korean, let theirs = b.korean { return KoreanNames.likeness(ours, theirs) }
        if a.concept != 0, a.concept == b.concept { return 0.97 }
        if Gender.isOther(a.text, b.text) { return 0.5 }
        if !a.groups.isEmpty, a.groups.contains(where: b.groups.contains) { return 0.95 }
        let looseness = a.looseness == .strict ? b.looseness : a.looseness
        if a.phones == b.phones { return looseness == .strict ? 0.97 : 0.95 }
        return ofSounds(a.phones, b.phones, looseness)
    }

    /// An initial stands for any word that it begins; it says little, which its weight tells.
    private func initial(_ a: NamePart, _ b: NamePart) -> Float {
        guard let first = a.text.first, let other = b.text.first else { return 0 }
        if first == other { return 0.9 }
        return a.phones.first == b.phones.first ? 0.85 : 0
    }

    /// The likeness of two strings of sounds.
    mutating func ofSounds(_ a: [UInt8], _ b: [UInt8], _ looseness: Looseness) -> Float {
        let longer = max(a.count, b.count)
        let shorter = min(a.count, b.count)
        guard shorter > 0, longer <= 40 else { return a == b ? 1 : 0 }
        if looseness == .strict, longer - shorter > 1 + longer / 3 { return 0 }
        let cost = distance(a, b, SoundCosts.of(looseness))
        let length = Float(longer + shorter) / 2
        // Short words bear less change than long ones.
        let scale: Float = length < 3.5 ? 1.35 : length < 5 ? 1.15 : 1
        return max(0, 1 - scale * cost / length)
    }

    /// The weighted edit distance; neighbours that changed places cost 0.7.
    private mutating func distance(_ a: [UInt8], _ b: [UInt8], _ costs: SoundCosts) -> Float {
        let width = b.count + 1
        if row.count < width {
            above = [Float](repeating: 0, count: width)
            row = above
            next = above
        }
        row[0] = 0
        for column in 1..<width { row[column] = row[column - 1] + costs.loss(b[column - 1]) }
        for (line, sound) in a.enumerated() {
            next[0] = row[0] + costs.loss(sound)
            let lost = costs.loss(sound)
            for column in 1..<width {
                let other = b[column - 1]
                var best = row[column - 1] + costs.change(sound, other) * (line == 0 && column == 1 ? 1.25 : 1)
                best = min(best, row[column] + lost, next[column - 1] + costs.loss(other))
                if line > 0, column > 1, sound == b[column - 2], other == a[line - 1], sound != other {
                    best = min(best, above[column - 2] + 0.7)
                }
                next[column] = best
            }
            swap(&above, &row)
            swap(&row, &next)
        }
        return row[b.count]
    }
}

/// Slavic family names that differ in gender alone: another member of the family, not another spelling.
private enum Gender {
    private static let masculine = ["ov", "ev", "in", "yn"].map { Array($0.utf8) }

    static func isOther(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        let (short, long) = a.count < b.count ? (a, b) : (b, a)
        guard long.count == short.count + 1, short.count > 4, long.last == 0x61, long.starts(with: short) else {
            return false
        }
        return masculine.contains { short.suffix(2).elementsEqual($0) }
    }
}
