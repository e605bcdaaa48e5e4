/// A state, or a body through which it acts, as its name tells: `Government of Venezuela`, `Central Bank of Syria`.
struct StateOrgan {
    /// ISO code of the state, where the name holds it.
    let country: String?
    /// Whether it is the state or its government as a whole.
    let isWhole: Bool

    /// - Parameters:
    ///   - name: A body's name.
    ///   - parser: Takes it apart.
    ///
    /// Nil for a name that isn't an organ's.
    init?(_ name: String, _ parser: NameParser) {
        let tokens = parser.tokenizer.tokens(name)
        var organs: [String] = []
        var country: String?
        var others = 0
        var left = tokens[...]
        while let token = left.first {
            var length = 1
            if let (word, count) = parser.words.phrase(in: left, [.organ]) {
                organs.append(word.key)
                length = count
            } else if let (word, count) = parser.words.phrase(in: left, [.domain]), let code = word.country {
                country = code
                length = count
            } else if !parser.isBinding(token) {
                others += 1
            }
            left = left.dropFirst(length)
        }
        isWhole = !organs.isEmpty && !organs.contains("part") && others == 0 && country != nil
        guard isWhole || organs.contains("part") else { return nil }
        self.country = country
    }
}
