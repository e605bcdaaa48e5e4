/// Measures the tagger on a corpus whose tokens are given, as in the file.
///
/// Every sentence is tagged by itself; the style of annotation is told from its words, or from those of the whole file too.
package struct CorpusEvaluation: Sendable {
    package let scores: EntityScores
    /// The tagger's IOB2 tags, sentence by sentence.
    package let predictions: [[String]]

    private static let names: [TagSet.Kind: String] = [
        .person: "PER", .organization: "ORG", .place: "LOC", .nationality: "NAT", .misc: "MISC", .law: "LAW",
        .vessel: "VES",
    ]

    /// What is compared.
    package static let kinds = ["PER", "ORG", "LOC"]

    /// Tags the corpus and compares.
    ///
    /// - Parameters:
    ///   - corpus: The corpus.
    ///   - tagger: What is measured.
    ///   - truecaser: What sentences in capitals, and files without any, are given to first.
    ///   - style: How the style of annotation is told.
    package init(
        _ corpus: TaggedCorpus,
        tagger: Tagger,
        truecaser: Truecaser? = nil,
        style: Tagger.StyleChoice = .together
    ) {
        let hasCapitals = corpus.sentences.contains { $0.words.contains { $0.first?.isUppercase ?? false } }
        let sentences = corpus.sentences.map { sentence in
            truecaser?.recased(sentence.words, hasCapitals: hasCapitals) ?? sentence.words
        }
        let document = Document(sentences: sentences)
        var tags = [String](repeating: "O", count: document.tokens.count)
        for span in tagger.spans(in: document, style: style) {
            for token in span.tokens {
                tags[token] = (token == span.tokens.lowerBound ? "B-" : "I-") + (Self.names[span.kind] ?? "MISC")
            }
        }
        var scores = EntityScores(kinds: Self.kinds)
        var predictions: [[String]] = []
        var start = 0
        for sentence in corpus.sentences {
            let predicted = Array(tags[start..<start + sentence.words.count])
            scores.add(gold: Self.names(in: sentence.tags), predicted: Self.names(in: predicted)) { $0.kind }
            predictions.append(predicted)
            start += sentence.words.count
        }
        self.scores = scores
        self.predictions = predictions
    }

    private struct Name: Hashable {
        var tokens: Range<Int>
        var kind: String
    }

    /// The names of the compared kinds in IOB2 tags; an `I-` without its beginning begins a name.
    private static func names(in tags: [String]) -> Set<Name> {
        var names: Set<Name> = []
        var start = 0
        for (index, tag) in tags.enumerated() where tag != "O" {
            let kind = String(tag.dropFirst(2))
            let goesOn = tag.hasPrefix("I-") && index > 0 && tags[index - 1].dropFirst(2) == kind[...]
            if !goesOn { start = index }
            let isLast = index + 1 == tags.count || tags[index + 1] != "I-\(kind)"
            if isLast, kinds.contains(kind) { names.insert(Name(tokens: start..<index + 1, kind: kind)) }
        }
        return names
    }

    /// The corpus with the predicted tag as a third column.
    package func lines(_ corpus: TaggedCorpus) -> String {
        zip(corpus.sentences, predictions).map { sentence, tags in
            sentence.words.indices.map { "\(sentence.words[$0])\t\(sentence.tags[$0])\t\(tags[$0])\n" }.joined()
        }.joined(separator: "\n")
    }
}
