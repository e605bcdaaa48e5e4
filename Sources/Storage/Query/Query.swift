package import Messages

/// What to look for; all of the given conditions must hold.
///
/// The conditions on events hold for one and the same event, those on matches for one and the same match.
package struct Query: Sendable, Equatable {
    /// SQLite's full-text syntax on title and body: words, `"a phrase"`, `AND`, `OR`, `NOT`, `prefix*`, `title: word`.
    ///
    /// Stores in PostgreSQL answer the same, with three exceptions: `^` and `NEAR` are refused; of a text, phrases are
    /// found in its first 16,383 words; and words are found in about the first megabyte of different ones.
    package var text: String?
    /// The beginning of an entity's name or alias; upper and lower case are alike.
    package var entity: String?
    /// ISO 3166-1 alpha-2 of an entity that the article names.
    package var country: String?
    package var relevance: String?
    package var source: String?
    package var language: String?
    package var action: String?
    package var measure: String?
    package var issuer: String?
    package var target: String?
    /// A list such as `ofac-sdn`.
    package var list: String?
    /// The id of an entry on a list.
    package var entry: String?
    /// Published (or received, where that is unknown) at this time or later.
    package var since: Timestamp?
    /// Published (or received, where that is unknown) before this time.
    package var until: Timestamp?
    package var limit: Int

    /// So many of the newest documents are searched for words even while they wait for the text index.
    package static let waitingTextsSearched = 20_000

    package init(limit: Int = 20) { self.limit = limit }
}

/// A stored article that answers a query.
package struct Found: Sendable, Equatable {
    package let seq: Int
    package let id: ArticleID
    package let title: String
    package let source: String?
    package let url: String?
    package let language: String?
    /// RFC 3339; when it was published, or received where that is unknown.
    package let time: String
    package let relevance: String
    /// A part of the text around the words that were looked for; empty without a text query.
    package let snippet: String
}
