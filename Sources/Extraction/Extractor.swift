import Language
package import Messages

/// Finds who and what appears in an article, and resolves it.
package struct Extractor: Sendable {
    let gazetteer: Gazetteer
    /// The tagger alone, for measuring.
    package let tagger: Tagger
    /// Gives text in capitals, and text without any, the letters of running text.
    package let truecaser: Truecaser
    private let names: NameFinder
    private let resolver: Resolver
    private let values: ValueFinder
    /// Name, version and hash of the model, as every extraction carries them.
    package let model: String
    /// The language of the model.
    private static let language = "en"

    /// Loads the gazetteer and the model.
    ///
    /// - Parameter resources: Path of the folder that holds `gazetteer` and `models`.
    /// - Throws: An error that names the file that can't be read.
    package init(resources: String) throws {
        gazetteer = try Gazetteer(folder: "\(resources)/gazetteer")
        let model = try TaggerModel(path: "\(resources)/models/names.model")
        self.model = "\(model.name) sha256:\(model.sha256)"
        tagger = Tagger(model: model, gazetteer: gazetteer)
        truecaser = Truecaser(words: model.words, gazetteer: gazetteer)
        names = NameFinder(tagger: tagger, gazetteer: gazetteer)
        resolver = Resolver(
            gazetteer: gazetteer,
            holders: try OfficeHolders(path: "\(resources)/gazetteer/offices.tsv")
        )
        values = ValueFinder(goods: try GoodsMatcher(path: "\(resources)/gazetteer/goods.tsv"))
    }

    package func extract(_ article: Article) -> Extraction {
        let written = Document(article.body, gazetteer: gazetteer)
        let recased = truecaser.recased(written)
        let document = recased.map { Document($0, gazetteer: gazetteer) } ?? written
        var extraction = Extraction(model: model, language: article.language)
        extraction.sentences = document.sentences.map { Sentence($0.offsets, paragraph: $0.paragraph) }
        let isForeign = article.language.map { $0 != Self.language } ?? false
        let spans = names.spans(in: document, isForeign: isForeign)
        let resolved = resolver.resolve(spans, in: document, published: article.published)
        extraction.mentions = resolved.mentions
        extraction.entities = resolved.entities
        extraction.descriptions = resolved.descriptions
        values.fill(&extraction, in: document, names: spans, published: article.published)
        if recased != nil { extraction.takeTexts(from: written.text) }
        return extraction
    }
}

extension Extraction {
    /// Gives everything that has offsets its text as it is written there.
    fileprivate mutating func takeTexts(from text: SourceText) {
        for index in mentions.indices { mentions[index].text = text[mentions[index].offsets] }
        for index in descriptions.indices { descriptions[index].text = text[descriptions[index].offsets] }
        for index in quantities.indices { quantities[index].text = text[quantities[index].offsets] }
        for index in dates.indices { dates[index].text = text[dates[index].offsets] }
        for index in money.indices { money[index].text = text[money[index].offsets] }
        for index in identifiers.indices { identifiers[index].text = text[identifiers[index].offsets] }
        for index in goods.indices { goods[index].text = text[goods[index].offsets] }
    }
}
