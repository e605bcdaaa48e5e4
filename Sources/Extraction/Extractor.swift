import Language
package import Messages

/// Finds who and what appears in an article, and resolves it.
package struct Extractor: Sendable {
    private let gazetteer: Gazetteer
    private let names: CapitalisedNames
    private let model: String

    /// Loads the gazetteer and the model.
    ///
    /// - Parameter resources: Path of the folder that holds `gazetteer` and `models`.
    /// - Throws: An error that names the file that can't be read.
    package init(resources: String) throws {
        gazetteer = try Gazetteer(folder: "\(resources)/gazetteer")
        names = CapitalisedNames(gazetteer: gazetteer)
        model = "interdict-rules/1"
    }

    package func extract(_ article: Article) -> Extraction {
        let document = Document(article.body, gazetteer: gazetteer)
        let spans = names.spans(in: document)
        var extraction = Extraction(model: model, language: article.language)
        extraction.sentences = document.sentences.map { Sentence($0.offsets, paragraph: $0.paragraph) }
        let resolver = Resolver(gazetteer: gazetteer)
        let resolved = resolver.resolve(spans, in: document)
        extraction.mentions = resolved.mentions
        extraction.entities = resolved.entities
        return extraction
    }
}
