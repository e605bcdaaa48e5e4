/// Which corpora the shipped model is trained on, how often each of them and what it annotates.
package struct TrainingPlan: Sendable {
    private let corpora: String
    private let articles: String

    /// Plans the training.
    ///
    /// - Parameters:
    ///   - corpora: Folder of the corpora in CoNLL form.
    ///   - articles: File of annotated articles.
    package init(corpora: String, articles: String) {
        self.corpora = corpora
        self.articles = articles
    }

    // Small corpora are repeated so that the large one does not drown them.
    private static let parts: [(name: String, scheme: AnnotationScheme, repeats: Int)] = [
        ("gmb", .news, 1),
        ("wikigold", .encyclopaedia, 4),
        ("crossner", .encyclopaedia, 8),
        ("redocred", .encyclopaedia, 2),
        ("wnut17", .social, 1),
    ]

    /// The style of the project's own articles.
    package static let house = "house"

    package func sources(gazetteer: Gazetteer) throws(CorpusError) -> [TrainingSource] {
        var sources: [TrainingSource] = []
        for part in Self.parts {
            let corpus = try TaggedCorpus(path: "\(corpora)/\(part.name).train.conll")
            sources.append(TrainingSource(name: part.name, corpus: corpus, scheme: part.scheme, repeats: part.repeats))
        }
        let annotated = try AnnotatedArticle.read(path: articles)
        sources.append(TrainingSource(name: Self.house, articles: annotated, gazetteer: gazetteer, repeats: 2))
        return sources
    }
}
