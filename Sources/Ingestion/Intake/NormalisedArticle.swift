package import Messages

/// An article that was accepted, and the bytes that stand for it in every later stage.
package struct NormalisedArticle: Sendable {
    package let article: Article
    package let contentHash: ContentHash
    /// The article's JSON (`interdict.article/1`), passed on byte for byte from here on.
    package let frame: [UInt8]

    package var id: ArticleID { article.id }

    package init(_ article: Article, _ contentHash: ContentHash) {
        self.article = article
        self.contentHash = contentHash
        var writer = JSONWriter(reservingCapacity: article.title.utf8.count + article.body.utf8.count * 33 / 32 + 512)
        article.write(to: &writer)
        frame = writer.bytes
    }
}
