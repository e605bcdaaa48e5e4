import Messages

/// Finds listed names that stand word for word in the text and that the extraction did not mark.
struct AliasScreening {
    let index: ListIndex
    let context: ArticleContext
    let article: Article

    /// The matches that weren't found before, one for each entry at its first place.
    func matches(besides known: [Match]) -> [Match] {
        let tokens = index.parser.runningText(article.body)
        var matches: [Match] = []
        let texts = tokens.map(\.text)
        let finds = index.shards.indices.flatMap { shard in
            index.shards[shard].aliases.find(in: texts).map { (shard: shard, find: $0) }
        }
        for (shard, find) in finds {
            guard let first = tokens[find.words].first, let last = tokens[find.words].last else { continue }
            let offsets = first.offsets.lowerBound..<last.offsets.upperBound
            guard isName(tokens[find.words]), !isTold(offsets) else { continue }
            let found = ListIndex.Found(shard: shard, name: find.name, score: 1)
            guard !isPart(of: tokens, find.words, found),
                find.words.count > 1 || stands(alone: found, tokens, find.words)
            else { continue }
            let match = match(found, offsets, tokens[find.words])
            if !(known + matches).contains(where: { $0.list == match.list && $0.entryID == match.entryID }) {
                matches.append(match)
            }
        }
        return matches
    }

    /// Names are written with capitals in scripts that have them.
    private func isName(_ tokens: some Sequence<RawToken>) -> Bool {
        tokens.allSatisfy { token in
            guard let first = token.scalars.first(where: { $0.properties.isAlphabetic }) else { return true }
            return first.properties.isUppercase || first.properties.generalCategory == .otherLetter
        }
    }

    /// Whether more of a name stands before or behind: `Hassan Ali` in `Hassan Ali Khan` is somebody else.
    private func isPart(of tokens: [RawToken], _ words: Range<Int>, _ found: ListIndex.Found) -> Bool {
        guard words.count == 1 || index.shards[found.shard].names.kind(found.name) == .person else { return false }
        let before = words.lowerBound - 1
        let isBefore =
            tokens.indices.contains(before) && extends(tokens[before], to: tokens[words.lowerBound])
            && !isSentenceStart(tokens, before)
        let after = words.upperBound
        return isBefore
            || tokens.indices.contains(after) && extends(tokens[after - 1], to: tokens[after])
                && !isAttribute(tokens[after])
    }

    /// Whether two words in capitals follow one another at once, the first being no title or the like.
    private func extends(_ first: RawToken, to second: RawToken) -> Bool {
        second.offsets.lowerBound - first.offsets.upperBound == 1 && !first.hasStop && !first.hasComma
            && isName([first]) && isName([second]) && !isAttribute(first)
    }

    private func isAttribute(_ token: RawToken) -> Bool {
        [.title, .honorific, .demonym, .form, .generic, .article].contains { index.parser.words.isKind(token.text, $0) }
    }

    private func isSentenceStart(_ tokens: [RawToken], _ place: Int) -> Bool {
        place == 0 || tokens[place - 1].hasStop
            || tokens[place].offsets.lowerBound - tokens[place - 1].offsets.upperBound > 1
    }

    /// Whether one word alone is that body: no ordinary word, in the middle of a sentence unless it is long, in an article on
    /// its country.
    private func stands(alone found: ListIndex.Found, _ tokens: [RawToken], _ words: Range<Int>) -> Bool {
        let token = tokens[words.lowerBound]
        guard !index.parser.words.isKind(token.text, .ordinary),
            token.text.count > 9 || !isSentenceStart(tokens, words.lowerBound)
        else {
            return false
        }
        return index.entry(index.place(found)).countries.contains(where: context.countries.contains)
    }

    /// Whether the place lies inside something that the extraction marked and that was screened with its context.
    private func isTold(_ offsets: Offsets) -> Bool {
        context.extraction.mentions.contains { mention in
            mention.offsets.lowerBound <= offsets.lowerBound && offsets.upperBound <= mention.offsets.upperBound
        }
    }

    private func match(_ find: ListIndex.Found, _ offsets: Offsets, _ tokens: ArraySlice<RawToken>) -> Match {
        let name = index.name(find)
        let scalars = article.body.unicodeScalars
        let start = scalars.index(scalars.startIndex, offsetBy: offsets.lowerBound)
        let text = String(scalars[start..<scalars.index(start, offsetBy: offsets.count)])
        let reasons = tokens.map { token in
            let word = String(decoding: token.text, as: UTF8.self)
            return Match.Reason(part: "name", ours: word, theirs: word, verdict: "equal")
        }
        return Match(
            index,
            entry: index.place(find),
            entity: nil,
            offsets: offsets,
            text: text,
            score: tokens.count > 1 ? 0.9 : 0.75,
            because: reasons + [
                Match.Reason(part: "feature", ours: nil, theirs: name.text, verdict: "found word for word")
            ]
        )
    }
}

extension NameParser {
    /// The words of a text as they stand in listed names: without the particles that names are compared without.
    func runningText(_ text: String) -> [RawToken] {
        tokenizer.tokens(text).filter { token in
            !token.text.isEmpty && !(words.isKind(token.text, .particle) || words.isKind(token.text, .son))
        }
    }
}
