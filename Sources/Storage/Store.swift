package import Messages

/// Where classified articles end up, and what queries and the feed read.
///
/// All calls are synchronous and may block on the disk for some milliseconds: call them from a thread of your own.
package protocol Store: Sendable {
    /// Stores a batch in one transaction, durable when the call returns.
    ///
    /// Storing is idempotent by article id and ``DocumentVersion``. An article that is stored again under another version
    /// gets a new document and a new place in the feed; the old one stays readable by its place.
    ///
    /// - Parameter batch: The items; one that can't be read doesn't touch the others.
    /// - Returns: One result an item, in their order.
    /// - Throws: ``StoreError``; then nothing of the batch was stored.
    func store(_ batch: [StoreItem]) throws(StoreError) -> [StoreResult]

    /// Puts articles aside that a stage could not work; the same article replaces what was there of it.
    func quarantine(_ batch: [QuarantinedArticle]) throws(StoreError)
    /// The quarantined articles, newest first, without their frames.
    func quarantined(limit: Int) throws(StoreError) -> [QuarantinedArticle]
    func quarantined(_ id: ArticleID) throws(StoreError) -> QuarantinedArticle?
    /// Gives a quarantined article up for good; false where it wasn't there. One that is stored later leaves by itself.
    @discardableResult
    func drop(_ id: ArticleID) throws(StoreError) -> Bool

    /// The last place in the feed; 0 where nothing is stored.
    func head() throws(StoreError) -> Int
    /// Documents after a place in the feed, in its order.
    ///
    /// - Parameters:
    ///   - seq: The last place that is known already.
    ///   - topicPrefix: Only documents that have a topic that begins so; empty for all.
    ///   - limit: How many at most.
    /// - Returns: The documents.
    /// - Throws: ``StoreError``.
    func documents(after seq: Int, topicPrefix: String, limit: Int) throws(StoreError) -> [FeedDocument]
    /// The last place of each topic that begins with a prefix.
    func lastSeqs(topicPrefix: String) throws(StoreError) -> [TopicSeq]

    /// The latest document of an article.
    func document(of id: ArticleID) throws(StoreError) -> FeedDocument?
    /// What is stored that answers a query, newest first.
    func find(_ query: Query) throws(StoreError) -> [Found]
    func counts() throws(StoreError) -> StoreCounts

    /// Documents after a place in the feed, for another store.
    func records(after seq: Int, limit: Int) throws(StoreError) -> [StoredRecord]
    /// Writes documents of another store under the same numbers, which must follow the head without a gap.
    func restore(_ records: [StoredRecord]) throws(StoreError)
    /// What is kept beside the documents, ordered by id and key.
    func sides(
        _ kind: SideRecord.Kind,
        after position: SideRecord.Position?,
        limit: Int
    ) throws(StoreError) -> [SideRecord]
    /// Empties quarantine and everything that ``sides(_:after:limit:)`` gives, for a copy of another store's.
    func clearSides() throws(StoreError)
    func restore(_ sides: [SideRecord]) throws(StoreError)

    /// Does a small part of the work that waits for a quiet moment; call it when no batch is waiting.
    ///
    /// - Returns: Whether more is left.
    func maintain() throws(StoreError) -> Bool
}

/// Why a store can't do what it was asked.
package struct StoreError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// The disk is full; nothing of the batch was stored.
        case full
        /// Another process held the database for too long; try again.
        case busy
        /// The database can't be reached, or doesn't let us in, for now; try again later.
        case away
        /// The file is no database of ours, or a newer one.
        case notOurs = "not-ours"
        /// The text query has a mistake.
        case badQuery = "bad-query"
        case failed
    }

    package let code: Code
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    package var description: String { reason }
}

/// How much is in a store.
package struct StoreCounts: Sendable, Equatable {
    /// Articles, each counted once however often it was stored again.
    package var articles = 0
    /// The last place in the feed: one for each article and version.
    package var documents = 0
    /// Accepted articles that turned out to be stored already.
    package var duplicates = 0
    package var quarantined = 0
    /// Quarantined articles that were stored in the end.
    package var rescued = 0
    /// Quarantined articles that were given up, or replaced by a later one with the same id.
    package var dropped = 0
    package var events = 0
    package var matches = 0
    /// Documents that are not in the text index yet.
    package var awaitingText = 0

    package init() {}
}

extension StoreCounts: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("articles", articles)
        json.member("documents", documents)
        json.member("duplicates", duplicates)
        json.member("quarantined", quarantined)
        json.member("rescued", rescued)
        json.member("dropped", dropped)
        json.member("events", events)
        json.member("matches", matches)
        json.member("awaitingText", awaitingText)
        json.endObject()
    }
}
