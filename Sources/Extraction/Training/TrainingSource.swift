import Messages

/// A corpus ready for training: documents, and a tag for each of their tokens.
package struct TrainingSource: Sendable {
    package var name: String
    package var documents: [Document]
    /// For each document the IOB2 tags of its tokens.
    package var tags: [[String]]
    package var scheme: AnnotationScheme
    /// How many times an epoch goes through it.
    package var repeats: Int

    package init(name: String, documents: [Document], tags: [[String]], scheme: AnnotationScheme, repeats: Int = 1) {
        self.name = name
        self.documents = documents
        self.tags = tags
        self.scheme = scheme
        self.repeats = repeats
    }

    /// Takes the sentences of a corpus in CoNLL form.
    package init(name: String, corpus: TaggedCorpus, scheme: AnnotationScheme, repeats: Int = 1) {
        self.init(
            name: name,
            documents: [Document(sentences: corpus.sentences.map(\.words))],
            tags: [corpus.sentences.flatMap(\.tags)],
            scheme: scheme,
            repeats: repeats
        )
    }

    /// Takes articles with marked mentions.
    package init(name: String, articles: [AnnotatedArticle], gazetteer: Gazetteer, repeats: Int = 1) {
        let documents = articles.map { Document($0.article.body, gazetteer: gazetteer) }
        let tags = zip(articles, documents).map { $0.tags(for: $1) }
        self.init(name: name, documents: documents, tags: tags, scheme: .house, repeats: repeats)
    }
}
