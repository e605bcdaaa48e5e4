internal import Ingestion
internal import Messages
internal import Transport

/// Tells new articles of a batch from those that were accepted before, and makes the receipts.
struct SubmissionSorter {
    private(set) var new: [JournalKeeper.Submission] = []
    private(set) var receipts: [(Ticket, Receipt)] = []
    /// Submissions that repeat one of this very batch: answered like it.
    private var repeated: [(ticket: Ticket, article: NormalisedArticle)] = []

    init(_ submissions: [JournalKeeper.Submission], _ index: inout DuplicateIndex, room: Int) {
        var first: [ArticleID: ContentHash] = [:]
        for submission in submissions {
            let (ticket, article) = (submission.ticket, submission.article)
            if let hash = first[article.id] {
                if hash == article.contentHash {
                    repeated.append((ticket, article))
                } else {
                    receipts.append((ticket, Self.conflict(ticket, article)))
                }
                continue
            }
            switch index.answer(article.id, article.contentHash) {
            case .duplicate: receipts.append((ticket, Self.receipt(ticket, article, .duplicate)))
            case .conflict: receipts.append((ticket, Self.conflict(ticket, article)))
            case .new where new.count >= room:
                receipts.append((ticket, Self.busy(ticket, "too many articles are open; the stages lag behind")))
            case .new:
                first[article.id] = article.contentHash
                new.append(submission)
            }
        }
    }

    /// The new ones are on the disk.
    mutating func accepted(_ keys: Range<UInt64>, _ index: inout DuplicateIndex) {
        for (submission, key) in zip(new, keys) {
            index.insert(submission.article.id, submission.article.contentHash, key: key)
            receipts.append((submission.ticket, Self.receipt(submission.ticket, submission.article, .accepted)))
        }
        for (ticket, article) in repeated {
            receipts.append((ticket, Self.receipt(ticket, article, .duplicate)))
        }
    }

    /// The disk or the journal is full; nothing new was taken.
    mutating func full(_ reason: String) {
        for ticket in new.map(\.ticket) + repeated.map(\.ticket) {
            receipts.append((ticket, Self.busy(ticket, reason)))
        }
    }

    private static func receipt(
        _ ticket: Ticket,
        _ article: NormalisedArticle,
        _ status: Receipt.Status
    ) -> Receipt {
        Receipt(number: ticket.number, id: article.id.rawValue, status: status)
    }

    private static func busy(_ ticket: Ticket, _ reason: String) -> Receipt {
        Receipt(number: ticket.number, status: .busy, code: "full", reason: reason)
    }

    private static func conflict(_ ticket: Ticket, _ article: NormalisedArticle) -> Receipt {
        Receipt(
            number: ticket.number,
            id: article.id.rawValue,
            status: .rejected,
            code: "id-conflict",
            place: "id",
            reason:
                "the id \(article.id) was accepted before with another title or body; give the new text an id of its own"
        )
    }
}
