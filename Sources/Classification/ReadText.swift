import Language
import Messages

/// An article as far as it can be read without weighing any act: its sentences, and who its names stand for.
final class ReadText: Sendable {
    let article: Article
    let extraction: Extraction
    let lexicon: Lexicon
    let text: TokenizedText
    let parses: [Parse]
    let actors: ActorIndex
    let sentences: [Sentence]
    let context: ArticleContext
    /// The countries that the text names, word by word.
    let named: [NamedCountry]

    /// A country that a word names, and how much that makes it one who is hit.
    struct NamedCountry: Sendable {
        let sentence: Int
        let code: Code
        let weight: Double
    }

    init(_ article: Article, _ extraction: Extraction, _ lexicon: Lexicon) {
        self.article = article
        self.extraction = extraction
        self.lexicon = lexicon
        text = TokenizedText(article.body)
        sentences = text.sentences.map { Sentence($0.offsets, paragraph: $0.paragraph) }
        let known = lexicon.knownWords(of: text)
        let reader = SentenceReader(
            text: text,
            mentions: Self.mentions(text, extraction),
            known: known
        )
        parses = text.sentences.enumerated().map { index, sentence in
            Parse(
                words: reader.words(of: sentence),
                sentence: index,
                paragraph: sentence.paragraph,
                known: known
            )
        }
        actors = ActorIndex(extraction: extraction, parses: parses, lexicon: lexicon)
        context = ArticleContext(title: article.title, parses, lexicon)
        named = Self.named(parses, actors)
    }

    /// Most of all by their adjectives; a place often only says where.
    private static func named(_ parses: [Parse], _ actors: ActorIndex) -> [NamedCountry] {
        var named: [NamedCountry] = []
        for (sentence, parse) in parses.enumerated() {
            for at in parse.words.indices where parse.words[at].isMention {
                let kind = actors.kinds[Int(parse.words[at].mention)]
                guard kind == .place || kind == .nationality, let code = actors.target(parse.words[at]) else {
                    continue
                }
                let isWhere = at > 0 && ["in", "at", "off"].contains(parse.words[at - 1].lower)
                let weight = kind == .nationality ? 0.4 : isWhere ? 0.05 : 0.2
                named.append(NamedCountry(sentence: sentence, code: code, weight: weight))
            }
        }
        return named
    }

    private static func mentions(_ text: TokenizedText, _ extraction: Extraction) -> [Int32] {
        var marks = Array(repeating: Int32(-1), count: text.tokens.count)
        let order = extraction.mentions.indices.sorted {
            extraction.mentions[$0].offsets.lowerBound < extraction.mentions[$1].offsets.lowerBound
        }
        var token = 0
        for index in order {
            let offsets = extraction.mentions[index].offsets
            while token < text.tokens.count, text.tokens[token].offsets.upperBound <= offsets.lowerBound { token += 1 }
            var at = token
            while at < text.tokens.count, text.tokens[at].offsets.lowerBound < offsets.upperBound {
                if marks[at] < 0 { marks[at] = Int32(index) }
                at += 1
            }
        }
        return marks
    }
}
