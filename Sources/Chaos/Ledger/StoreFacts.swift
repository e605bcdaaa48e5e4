internal import Messages
package import Storage

/// What a store holds of a run's articles, gathered by reading every document.
package struct StoreFacts: Sendable {
    /// How many documents each article has.
    package private(set) var documents: [UInt8]
    /// The article of each place in the feed, from the first; -1 for one that isn't of this run.
    package private(set) var feed: [Int32] = []
    /// Places of documents whose topics begin so.
    package private(set) var places: [String: Set<Int>] = [:]
    package private(set) var quarantined: [Int: QuarantinedArticle] = [:]
    package private(set) var duplicates: Set<Int> = []
    /// What isn't as it was sent, in sentences.
    package private(set) var damage: [String] = []
    package private(set) var gaps: [String] = []
    package private(set) var journeys: [Journey] = []
    package private(set) var counts: StoreCounts

    /// An article's times at one stage, for the figures.
    package struct Journey: Sendable {
        package let number: Int
        package let hops: [Hop]
        /// Milliseconds since 1970.
        package let accepted: Int
        package let stored: Int

        package struct Hop: Sendable {
            package let stage: String
            package let attempt: Int
            package let started: Int
            package let ended: Int
        }
    }

    /// Reads a store.
    ///
    /// - Parameters:
    ///   - store: Nothing should be writing to it any more.
    ///   - load: What was submitted.
    ///   - prefixes: Topic prefixes of which subscribers exist.
    /// - Throws: ``StoreError``.
    package init(_ store: SQLiteStore, _ load: ChaosLoad, prefixes: Set<String> = []) throws(StoreError) {
        documents = Array(repeating: 0, count: load.count)
        counts = try store.counts()
        for prefix in prefixes { places[prefix] = [] }
        var seq = 0
        while true {
            let batch = try store.documents(after: seq, topicPrefix: "", limit: 500)
            for document in batch {
                note(document, after: seq, load, prefixes)
                seq = document.seq
            }
            if batch.isEmpty { break }
        }
        if counts.documents != seq {
            gaps.append("the store's head is \(counts.documents), the last document is \(seq)")
        }
        for article in try store.quarantined(limit: .max) { note(article, load) }
        for id in try store.duplicates() {
            if let number = load.number(of: id) { duplicates.insert(number) }
        }
    }

    private mutating func note(_ document: FeedDocument, after before: Int, _ load: ChaosLoad, _ prefixes: Set<String>)
    {
        if document.seq != before + 1 { gaps.append("document \(document.seq) follows \(before)") }
        for prefix in prefixes where document.topics.contains(where: { $0.hasPrefix(prefix) }) {
            places[prefix]?.insert(document.seq)
        }
        guard let number = load.number(of: document.id) else { return feed.append(-1) }
        feed.append(Int32(number))
        documents[number] = min(documents[number], 254) + 1
        check(document, number, load)
        noteJourney(document, number, load)
    }

    private mutating func check(_ document: FeedDocument, _ number: Int, _ load: ChaosLoad) {
        do throws(JSONError) {
            let article = try Article(json: JSONParser.parse(document.article))
            guard article.title != load.title(number) || article.body != load.body(number) else { return }
            damage.append("document \(document.seq) has another text than article \(number)")
        } catch {
            damage.append("the article's frame of document \(document.seq) can't be read: \(error)")
        }
    }

    /// Only articles that say something about times are kept: those that were tried again, and what is near them.
    private mutating func noteJourney(_ document: FeedDocument, _ number: Int, _ load: ChaosLoad) {
        let envelope: Journey.Papers
        do throws(JSONError) {
            envelope = try Journey.Papers(json: JSONParser.parse(document.envelope))
        } catch {
            return damage.append("the envelope of document \(document.seq) can't be read: \(error)")
        }
        let isNear = (number - 8...number + 8).contains { load.mark($0) == .poison }
        guard isNear || envelope.hops.contains(where: { $0.attempt > 1 }) else { return }
        journeys.append(
            Journey(
                number: number,
                hops: envelope.hops,
                accepted: envelope.accepted,
                stored: Int(document.storedAt.milliseconds)
            )
        )
    }

    private mutating func note(_ article: QuarantinedArticle, _ load: ChaosLoad) {
        guard let number = load.number(of: article.id) else { return }
        quarantined[number] = article
        guard let frame = article.frames.first else { return }
        do throws(JSONError) {
            guard try JSONParser.parse(frame)["body"]?.string != load.body(number) else { return }
            damage.append("the quarantined article \(number) has another text than was sent")
        } catch {
            damage.append("the frame of the quarantined article \(number) can't be read: \(error)")
        }
    }
}

extension StoreFacts.Journey {
    /// What of an envelope is needed here.
    fileprivate struct Papers: JSONReadable {
        let accepted: Int
        let hops: [Hop]

        init(json: JSONValue) throws(JSONError) {
            accepted = try json.requiredInteger("accepted")
            hops = (json["hops"]?.array ?? []).map { hop in
                Hop(
                    stage: hop["stage"]?.string ?? "",
                    attempt: hop["attempt"]?.integer ?? 1,
                    started: hop["started"]?.integer ?? 0,
                    ended: hop["ended"]?.integer ?? 0
                )
            }
        }
    }
}
