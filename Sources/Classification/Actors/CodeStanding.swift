/// How often and where each code is named in the article.
final class CodeStanding: Sendable {
    let rank: CodeRanks
    let title: CodeSet
    /// The sentences that name each code, in ascending order, by the code's number.
    private let sentences: [[Int32]]

    init(parses: [Parse], actors: ActorIndex, title: String) {
        var named = CodeWeights()
        var titled = CodeSet()
        var sentences: [[Int32]] = Array(repeating: [], count: parses.isEmpty ? 0 : Code.limit)
        let words = Set(title.split { !$0.isLetter && $0 != "." })
        for (index, parse) in parses.enumerated() {
            for at in parse.words.indices where parse.words[at].isMention {
                let word = parse.words[at]
                let isFirst = at == 0 || parse.words[at - 1].mention != word.mention
                let isTitled = isFirst && !words.isEmpty && words.contains(actors.lastWord(of: word))
                func note(_ code: Code) {
                    named.add(code, 1)
                    sentences[Int(code.number)].append(Int32(index))
                    if isTitled { titled.insert(code) }
                }
                let (issuer, target) = (actors.issuer(word), actors.target(word))
                if let issuer { note(issuer) }
                if let target, target != issuer { note(target) }
            }
        }
        rank = CodeRanks(named.ranking)
        self.title = titled
        self.sentences = sentences
    }

    func isNamed(_ code: Code) -> Bool { !sentences[Int(code.number)].isEmpty }

    func lastSentence(naming code: Code, before sentence: Int) -> Int? {
        sentences[Int(code.number)].last { $0 < sentence }.map(Int.init)
    }
}
