import Language
package import Messages

/// Finds who and what appears in an article, and resolves it.
package struct Extractor: Sendable {
    private let gazetteer: Gazetteer
    /// The tagger alone, for measuring.
    package let tagger: Tagger
    private let names: NameFinder
    private let resolver: Resolver
    private let values: ValueFinder
    /// Name, version and hash of the model, as every extraction carries them.
    package let model: String

    /// Loads the gazetteer and the model.
    ///
    /// - Parameter resources: Path of the folder that holds `gazetteer` and `models`.
    /// - Throws: An error that names the file that can't be read.
    package init(resources: String) throws {
        gazetteer = try Gazetteer(folder: "\(resources)/gazetteer")
        let model = try TaggerModel(path: "\(resources)/models/names.model")
        self.model = "\(model.name) sha256:\(model.sha256)"
        tagger = Tagger(model: model, gazetteer: gazetteer)
        names = NameFinder(tagger: tagger, gazetteer: gazetteer)
        resolver = Resolver(gazetteer: gazetteer)
        values = ValueFinder(goods: try GoodsMatcher(path: "\(resources)/gazetteer/goods.tsv"))
    }

    package func extract(_ article: Article) -> Extraction {
        let document = Document(article.body, gazetteer: gazetteer)
        var extraction = Extraction(model: model, language: article.language)
        extraction.sentences = document.sentences.map { Sentence($0.offsets, paragraph: $0.paragraph) }
        let spans = names.spans(in: document)
        let resolved = resolver.resolve(spans, in: document)
        extraction.mentions = resolved.mentions
        extraction.entities = resolved.entities
        values.fill(&extraction, in: document, names: spans, published: article.published)
        return extraction
    }
}
