import Language
import Messages

/// A phrase that may refer to something named elsewhere, and whose it is as far as the phrase says.
struct DescribedPhrase: Sendable {
    enum Owner: Sendable, Equatable {
        /// `the ministry`: whichever the article speaks of.
        case none
        /// `the Russian ministry`, `Russia's ministry`, `the ministry of Russia`: the mention with this index.
        case mention(Int)
        /// `his ministry`, `her ministry`.
        case person
        /// `its ministry`, `their ministry`.
        case thing
    }

    var tokens: Range<Int>
    /// The words between the owner and the head, as in `the | foreign | ministry`.
    var modifiers: Range<Int>
    var head: Int
    var kind: DescriptionHead
    var owner: Owner
}

/// Finds the phrases of a document that may be descriptions: a definite article, an owner or a possessive, up to three
/// words, and a noun that names no one.
struct DescribedPhrases {
    private let document: Document
    /// For each token the mention that it is in.
    private let mentions: [Int?]
    private let kinds: [Span]

    init(_ spans: [Span], in document: Document) {
        self.document = document
        kinds = spans
        var mentions = [Int?](repeating: nil, count: document.tokens.count)
        for (index, span) in spans.enumerated() { for token in span.tokens { mentions[token] = index } }
        self.mentions = mentions
    }

    private static let articles = WordSet("the that this")
    private static let personal = WordSet("his her")
    private static let impersonal = WordSet("its their")
    private static let of = WordSet("of")
    /// Holders of the past and those who stand in for one, and words that make it another thing or one of many.
    private static let excluding = WordSet(
        "former ex- ex then next new vice deputy late previous acting interim outgoing incoming other same only first last second shadow would-be "
            + "a an every each any no some another whole entire"
    )

    var all: [DescribedPhrase] {
        document.tokens.indices.compactMap { token in
            guard mentions[token] == nil, let kind = DescriptionHead(at: token, in: document) else { return nil }
            return phrase(token, kind)
        }
    }

    private func phrase(_ head: Int, _ kind: DescriptionHead) -> DescribedPhrase? {
        // A name right after makes it a title; a noun right after makes it part of another thing.
        if head + 1 < document.tokens.count, mentions[head + 1].map({ kinds[$0].kind != .place }) ?? false {
            return nil
        }
        var start = head
        while start > 0, head - start < 3, isModifier(start - 1) { start -= 1 }
        guard start > 0, !(start..<head).contains(where: { document.isOne(of: Self.excluding, at: $0) }) else {
            return nil
        }
        let modifiers = start..<head
        if let (first, owner) = owner(before: start) {
            // `a Russian minister`, `the former Russian president`.
            if document.isOne(of: Self.excluding, at: first - 1) { return nil }
            return DescribedPhrase(tokens: first..<head + 1, modifiers: modifiers, head: head, kind: kind, owner: owner)
        }
        guard document.isOne(of: Self.articles, at: start - 1) else { return nil }
        if let (end, owner) = complement(after: head) {
            return DescribedPhrase(tokens: start - 1..<end, modifiers: modifiers, head: head, kind: kind, owner: owner)
        }
        return DescribedPhrase(tokens: start - 1..<head + 1, modifiers: modifiers, head: head, kind: kind, owner: .none)
    }

    private func isModifier(_ token: Int) -> Bool {
        document.tokens[token].kind == .word && mentions[token] == nil && !document.isCapitalised(token)
            && !document.tokens[token].flags.contains(.possessive) && !document.isOne(of: Self.articles, at: token)
            && !document.isOne(of: Self.personal, at: token) && !document.isOne(of: Self.impersonal, at: token)
    }

    /// Whose the phrase is by what stands before it, and where the phrase begins then.
    private func owner(before start: Int) -> (first: Int, DescribedPhrase.Owner)? {
        let last = start - 1
        if document.isOne(of: Self.personal, at: last) { return (last, .person) }
        if document.isOne(of: Self.impersonal, at: last) { return (last, .thing) }
        var token = last
        if document.tokens[last].flags.contains(.possessive), last > 0 { token = last - 1 }
        guard let mention = mentions[token] else { return nil }
        let kind = kinds[mention].kind
        guard token != last || kind == .nationality || kind == .place else { return nil }
        let first = kinds[mention].tokens.lowerBound
        let hasArticle = document.isOne(of: Self.articles, at: first - 1)
        return (hasArticle ? first - 1 : first, .mention(mention))
    }

    /// `of Russia`, `of the United States`.
    private func complement(after head: Int) -> (end: Int, DescribedPhrase.Owner)? {
        guard document.isOne(of: Self.of, at: head + 1) else { return nil }
        let at = document.isOne(of: Self.articles, at: head + 2) ? head + 3 : head + 2
        guard at < document.tokens.count, let mention = mentions[at], kinds[mention].kind == .place else { return nil }
        return (kinds[mention].tokens.upperBound, .mention(mention))
    }
}
