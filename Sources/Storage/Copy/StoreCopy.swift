internal import Crypto
internal import Messages

/// Copies a store into another, document by document under the same numbers, and compares the two at the end.
///
/// A copy that was interrupted goes on where it was. The store that is copied from may not grow meanwhile: what was
/// added is found by the comparison, and copied by another run.
package struct StoreCopy {
    /// Documents in one transaction, and in memory.
    private static let page = 128

    /// What was copied and compared.
    package struct Outcome: Sendable, Equatable {
        /// Documents that were copied by this run.
        package var copied = 0
        /// Documents in both stores.
        package var documents = 0
        package var duplicates = 0
        package var releases = 0
        package var quarantined = 0
        /// SHA-256 of everything that both hold, in hexadecimal.
        package var sha256 = ""
    }

    private let from: any Store
    private let to: any Store

    package init(from: any Store, to: any Store) {
        self.from = from
        self.to = to
    }

    /// Copies and compares.
    ///
    /// - Parameter progress: Is called after each transaction with the documents in both stores.
    /// - Returns: What was done.
    /// - Throws: ``StoreError``; with the code `failed` where the stores differ.
    package func run(progress: (_ done: Int, _ of: Int) -> Void) throws(StoreError) -> Outcome {
        var outcome = Outcome()
        let begin = try to.head()
        let end = try from.head()
        try checkBeginning(begin, end)
        var seq = begin
        while seq < end {
            let records = try from.records(after: seq, limit: min(Self.page, end - seq))
            guard let last = records.last else { throw differ("has no document behind #\(seq)", "it says #\(end)") }
            try to.restore(records)
            seq = last.seq
            progress(seq, end)
        }
        outcome.copied = seq - begin
        try copySides()
        while try to.maintain() {}
        try compare(&outcome)
        return outcome
    }

    /// The target is empty, or holds the beginning of what is copied.
    private func checkBeginning(_ begin: Int, _ end: Int) throws(StoreError) {
        guard begin > 0 else { return }
        guard begin <= end else {
            throw differ("has \(begin) documents already", "the other has \(end): give an empty one")
        }
        let ours = try to.records(after: begin - 1, limit: 1)
        let theirs = try from.records(after: begin - 1, limit: 1)
        guard ours == theirs else {
            throw differ("holds another document #\(begin)", "it is no unfinished copy: give an empty one")
        }
    }

    private func copySides() throws(StoreError) {
        try to.clearSides()
        for kind in SideRecord.Kind.allCases {
            var position: SideRecord.Position?
            while true {
                let records = try from.sides(kind, after: position, limit: 1000)
                guard let last = records.last else { break }
                try to.restore(records)
                position = last.position
            }
        }
        for article in try from.quarantined(limit: .max) {
            if let whole = try from.quarantined(article.id) { try to.quarantine([whole]) }
        }
    }

    private func compare(_ outcome: inout Outcome) throws(StoreError) {
        var hash = SHA256()
        while true {
            let theirs = try from.records(after: outcome.documents, limit: Self.page)
            let ours = try to.records(after: outcome.documents, limit: Self.page)
            guard ours == theirs else {
                let index = zip(ours, theirs).prefix { $0 == $1 }.count
                throw differ(
                    "differs in document #\(outcome.documents + index + 1)",
                    "see interdict show --json of both"
                )
            }
            guard !ours.isEmpty else { break }
            for record in ours { hash.update(record) }
            outcome.documents += ours.count
        }
        outcome.duplicates = try compareSides(.duplicates, &hash)
        outcome.releases = try compareSides(.releases, &hash)
        outcome.quarantined = try compareQuarantine(&hash)
        let (mine, other) = (try to.counts(), try from.counts())
        guard mine.articles == other.articles, mine.events == other.events, mine.matches == other.matches else {
            throw differ("has \(mine)", "the other has \(other)")
        }
        outcome.sha256 = hash.finalize().map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    private func compareSides(_ kind: SideRecord.Kind, _ hash: inout SHA256) throws(StoreError) -> Int {
        var position: SideRecord.Position?
        var count = 0
        while true {
            let theirs = try from.sides(kind, after: position, limit: 1000)
            let ours = try to.sides(kind, after: position, limit: 1000)
            guard ours == theirs else { throw differ("differs in its \(kind)", "copy once more") }
            guard let last = ours.last else { return count }
            for record in ours { hash.update(Array("\(record)".utf8)) }
            count += ours.count
            position = last.position
        }
    }

    private func compareQuarantine(_ hash: inout SHA256) throws(StoreError) -> Int {
        let theirs = try from.quarantined(limit: .max)
        guard try to.quarantined(limit: .max) == theirs else {
            throw differ("differs in what is quarantined", "copy once more")
        }
        for article in theirs {
            let whole = try from.quarantined(article.id)
            guard try to.quarantined(article.id) == whole else {
                throw differ("differs in the quarantined \(article.id)", "copy once more")
            }
            for frame in whole?.frames ?? [] { hash.update(frame) }
        }
        return theirs.count
    }

    private func differ(_ what: String, _ why: String) -> StoreError {
        StoreError(.failed, "the store that is copied to \(what); \(why)")
    }
}

extension SHA256 {
    fileprivate mutating func update(_ bytes: [UInt8]) { update(data: bytes) }

    fileprivate mutating func update(_ record: StoredRecord) {
        let item = record.item
        let frames = [item.article, item.extraction, item.verdict, item.envelope]
        let sizes = frames.map { "\($0.count)" }.joined(separator: " ")
        update(Array("\(record.seq) \(item.key) \(item.id) \(record.storedAt.milliseconds) \(sizes)\n".utf8))
        for frame in frames { update(frame) }
    }
}
