internal import Ingestion
internal import Logging
internal import Messages
internal import Pipeline
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// Keeps the journal on a thread of its own: many submissions and ends of articles share one sync of the disk.
final class JournalKeeper: Sendable {
    /// A submission that waits for the disk, and whom to answer.
    struct Submission: Sendable {
        let ticket: Ticket
        let article: NormalisedArticle
    }

    /// An article that is on the disk and has to go on its way.
    struct Accepted: Sendable {
        let key: UInt64
        let id: ArticleID
        let acceptedAt: Timestamp
        let frame: [UInt8]
    }

    enum Request: Sendable {
        case accept([Submission])
        case settle([Disposition])
        /// Read articles again, to be sent once more.
        case read([UInt64])
        /// List the articles that have no disposition.
        case listOpen
    }

    enum Answer: Sendable {
        case receipts([(Ticket, Receipt)])
        /// Articles that are to go to the first queue; accepted just now, or read again.
        case articles([Accepted], isReplay: Bool)
        case open([UInt64])
    }

    private let requests = Mailbox<Request>()
    private let answers = Mailbox<Answer>()
    private let section: Ingest
    private let journal: @Sendable () throws -> Journal
    private let status = Mutex(Status())
    private let logger: Logger
    private let ended = Atomic<Bool>(false)
    /// Signalled whenever there are answers.
    let wakeup: Wakeup

    /// What `interdict status` and `interdict audit` show of the journal.
    struct Status: Sendable {
        var counts = JournalCounts()
        var bytes = 0
        var problem: String?
    }

    init(_ section: Ingest, logger: Logger) throws {
        self.section = section
        self.logger = logger
        wakeup = try Wakeup()
        let (path, limits) = (section.journal, section.limits)
        journal = {
            try Journal(
                at: path,
                options: .init(maximumBytes: limits.journal.rawValue, minimumFreeShare: limits.freeDisk.rawValue)
            )
        }
    }

    func send(_ request: Request) { requests.append([request]) }
    func takeAnswers() -> [Answer] { answers.drain() }
    func stop() { requests.close() }
    /// Whether the journal's thread has ended, so that no answer will come any more.
    var hasEnded: Bool { ended.load(ordering: .acquiring) }
    /// What the journal may take on the disk, in bytes.
    var limit: Int { section.limits.journal.rawValue }
    var currentStatus: Status { status.withLock { $0 } }

    /// Serves until ``stop()``; what was asked before is done.
    func run() throws {
        defer {
            ended.store(true, ordering: .releasing)
            wakeup.signal()
        }
        let journal: Journal
        do {
            journal = try self.journal()
        } catch {
            wakeup.signal()
            throw Failure(.unavailable, "cannot open the journal \(section.journal): \(error)")
        }
        for sentence in journal.damage { logger.error("the journal is damaged", metadata: ["what": "\(sentence)"]) }
        var index = try DuplicateIndex(journal: journal)
        publish(journal)
        answer(.open(journal.openKeys))
        while let batch = requests.take(atMost: 256) {
            try serve(batch, journal, &index)
            publish(journal)
            wakeup.signal()
        }
    }

    private func publish(_ journal: Journal) {
        let (counts, bytes, problem) = (journal.counts, journal.bytes, journal.compactionFailure)
        status.withLock { $0 = Status(counts: counts, bytes: bytes, problem: problem) }
    }

    private func answer(_ answer: Answer) {
        answers.append([answer])
        wakeup.signal()
    }

    private func serve(_ batch: [Request], _ journal: Journal, _ index: inout DuplicateIndex) throws {
        var submissions: [Submission] = []
        var settlements: [JournalSettlement] = []
        for request in batch {
            switch request {
            case .accept(let more): submissions += more
            case .settle(let dispositions): settlements += dispositions.map(settlement)
            case .read(let keys): answer(.articles(try reread(keys, journal), isReplay: true))
            case .listOpen: answer(.open(journal.openKeys))
            }
        }
        try accept(submissions, settlements, journal, &index)
    }

    private func settlement(_ disposition: Disposition) -> JournalSettlement {
        let outcome: JournalOutcome =
            switch disposition.kind {
            case .stored: .stored
            case .duplicate: .duplicate
            case .filtered: .filtered
            case .quarantined: .quarantined
            }
        return JournalSettlement(
            key: disposition.key,
            id: disposition.id,
            outcome: outcome,
            stage: disposition.stage ?? "",
            reason: disposition.reason ?? "",
            settledAt: .now
        )
    }

    private func reread(_ keys: [UInt64], _ journal: Journal) throws -> [Accepted] {
        try keys.filter(journal.isOpen).map { key in
            let article = try journal.read(key)
            return Accepted(key: key, id: article.id, acceptedAt: article.acceptedAt, frame: article.frame)
        }
    }

    private func accept(
        _ submissions: [Submission],
        _ settlements: [JournalSettlement],
        _ journal: Journal,
        _ index: inout DuplicateIndex
    ) throws {
        var sorter = SubmissionSorter(submissions, &index, room: section.limits.openArticles - journal.counts.inFlight)
        let now = Timestamp.now
        do {
            let acceptances = sorter.new.map { submission in
                Journal.Acceptance(
                    id: submission.article.id,
                    contentHash: submission.article.contentHash,
                    acceptedAt: now,
                    frame: submission.article.frame
                )
            }
            let keys = try journal.append(accepted: acceptances, settled: settlements)
            sorter.accepted(keys, &index)
            let articles = zip(acceptances, keys).map { acceptance, key in
                Accepted(key: key, id: acceptance.id, acceptedAt: now, frame: acceptance.frame)
            }
            if !articles.isEmpty { answer(.articles(articles, isReplay: false)) }
        } catch {
            guard error.code == .full else { throw error }
            sorter.full(error.reason)
            try journal.append(accepted: [], settled: settlements)
        }
        if !sorter.receipts.isEmpty { answer(.receipts(sorter.receipts)) }
    }
}
