/// Japanese names in Chinese characters, which nobody can read letter by letter: a table of family names, one of given names,
/// and the usual sounds of single characters for given names that stand in neither.
package struct JapaneseNames: Sendable {
    private var families: [String: [[UInt8]]] = [:]
    private var given: [String: [[UInt8]]] = [:]
    private var sounds: [Unicode.Scalar: [[UInt8]]] = [:]
    /// More readings than that say nothing any more.
    private static let most = 6

    /// - Parameter table: Rows of kind, tab, reading, tab, the characters (`japanese.tsv`).
    package init(table: [UInt8]) {
        for row in TableRows(table) {
            let fields = row.split(separator: "\t")
            guard fields.count == 3, let character = fields[2].unicodeScalars.first else { continue }
            let reading = Array(fields[1].utf8)
            switch fields[0] {
            case "family": families[String(fields[2]), default: []].append(reading)
            case "given": given[String(fields[2]), default: []].append(reading)
            default: sounds[character, default: []].append(reading)
            }
        }
    }

    /// The ways to read a person's name, family name first then; none where its family name isn't known.
    ///
    /// - Parameter tokens: One word, or the family name and the given name in either order.
    /// - Returns: For each reading the family name and the given name, with their characters.
    func readings(_ tokens: [RawToken]) -> [[RawToken]] {
        let inOrder = ordered(tokens)
        return inOrder.isEmpty && tokens.count == 2 ? ordered([tokens[1], tokens[0]]) : inOrder
    }

    private func ordered(_ tokens: [RawToken]) -> [[RawToken]] {
        guard 1...2 ~= tokens.count, tokens.allSatisfy({ $0.script == .han || $0.script == .kana }) else { return [] }
        let scalars = tokens.flatMap(\.scalars)
        guard 2...7 ~= scalars.count else { return [] }
        for length in (1...min(3, scalars.count - 1)).reversed() {
            guard tokens.count == 1 || tokens[0].scalars.count == length,
                let family = families[Self.text(scalars.prefix(length))]
            else { continue }
            let rest = readings(ofGiven: Array(scalars.dropFirst(length)))
            return family.flatMap { name in
                rest.map { given in
                    [
                        Self.token(tokens[0], Array(scalars.prefix(length)), name),
                        Self.token(tokens[tokens.count - 1], Array(scalars.dropFirst(length)), given),
                    ]
                }
            }
        }
        return []
    }

    private func readings(ofGiven scalars: [Unicode.Scalar]) -> [[UInt8]] {
        if let known = given[Self.text(scalars[...])] { return known }
        guard scalars.count < 4 else { return [] }
        var readings: [[UInt8]] = [[]]
        for scalar in scalars {
            guard let sounds = sounds[scalar] else { return [] }
            readings = readings.flatMap { reading in sounds.map { reading + $0 } }
        }
        return Array(readings.prefix(Self.most))
    }

    private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }

    /// Looked up, a reading is as exact as letters are.
    private static func token(_ token: RawToken, _ scalars: [Unicode.Scalar], _ reading: [UInt8]) -> RawToken {
        var token = token
        token.scalars = scalars
        token.text = reading
        token.script = .han
        token.isExact = true
        return token
    }
}
