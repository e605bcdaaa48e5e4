import Language
package import Messages

/// Finds who and what appears in an article, and resolves it.
package struct Extractor: Sendable {
    private let gazetteer: Gazetteer
    private let names: NameFinder
    private let resolver: Resolver
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
        names = NameFinder(tagger: Tagger(model: model, gazetteer: gazetteer), gazetteer: gazetteer)
        resolver = Resolver(gazetteer: gazetteer)
    }

    package func extract(_ article: Article) -> Extraction {
        let document = Document(article.body, gazetteer: gazetteer)
        var extraction = Extraction(model: model, language: article.language)
        extraction.sentences = document.sentences.map { Sentence($0.offsets, paragraph: $0.paragraph) }
        let resolved = resolver.resolve(names.spans(in: document), in: document)
        extraction.mentions = resolved.mentions
        extraction.entities = resolved.entities
        return extraction
    }
}
