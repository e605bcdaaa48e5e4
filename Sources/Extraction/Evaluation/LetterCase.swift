import Language
import Messages

/// How the letters of a text are changed before it is measured: texts in capitals throughout, and texts without any.
package enum LetterCase: String, Sendable, CaseIterable {
    case upper, lower

    /// The text with each letter in this case; as many code points as before.
    package func applied(to text: String) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text.unicodeScalars.lazy.map { self == .upper ? $0.capital : $0.small })
        return String(result)
    }
}

extension TaggedCorpus {
    /// The corpus with its words in the case.
    package func recased(_ letters: LetterCase) -> TaggedCorpus {
        TaggedCorpus(
            sentences: sentences.map { Sentence(words: $0.words.map { letters.applied(to: $0) }, tags: $0.tags) }
        )
    }
}

extension AnnotatedArticle {
    /// The article with its title and body in the case; marks stay where they are.
    package func recased(_ letters: LetterCase) -> AnnotatedArticle {
        var copy = self
        copy.article.title = letters.applied(to: article.title)
        copy.article.body = letters.applied(to: article.body)
        return copy
    }
}
