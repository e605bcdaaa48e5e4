internal import CoreMetrics
internal import Logging
internal import Messages
internal import Observability
internal import Storage
internal import Transport
internal import ZeroMQ

/// Stores what comes, a transaction a batch, and answers each job with its article's disposition.
struct StoreHandler: StageHandler {
    private let store: any Store
    private let wake: WakeSocket
    private let logger: Logger
    private let errors: Counter
    private let ages: Timer

    init(
        _ store: any Store,
        wake endpoint: String,
        _ protection: Protection,
        metrics: any MetricsFactory,
        logger: Logger
    ) throws {
        errors = metrics.counter(Catalogue.storeErrors)
        ages = metrics.timer(Catalogue.articleSeconds)
        self.store = store
        self.logger = logger
        wake = try WakeSocket(endpoint, protection)
    }

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        do throws(StoreError) {
            let outcomes = try attempt(batch)
            wake.signal()
            note(batch)
            return outcomes
        } catch {
            errors.increment()
            logger.error("a batch can't be stored", metadata: ["reason": "\(error)", "articles": "\(batch.count)"])
            return apart(batch, error)
        }
    }

    /// An error that the batch may be to blame for is looked for article by article; others are nobody's fault.
    private mutating func apart(_ batch: [Work], _ error: StoreError) -> [Outcome] {
        guard error.code == .failed else { return batch.map { _ in .retry("\(error)", counted: false) } }
        return batch.map { work in
            do throws(StoreError) {
                return try attempt([work])[0]
            } catch {
                return .retry("\(error)", counted: error.code == .failed)
            }
        }
    }

    /// How long articles took from their receipts until here.
    private func note(_ batch: [Work]) {
        let now = wallClockMilliseconds()
        for work in batch where work.envelope.accepted > 0 {
            ages.recordMilliseconds(max(0, now - work.envelope.accepted))
        }
    }

    mutating func rest() -> Bool {
        do throws(StoreError) {
            return try store.maintain()
        } catch {
            logger.error("the store's upkeep failed; it is tried again later", metadata: ["reason": "\(error)"])
            return false
        }
    }

    private func attempt(_ batch: [Work]) throws(StoreError) -> [Outcome] {
        var outcomes = [Outcome?](repeating: nil, count: batch.count)
        var items: [(index: Int, item: StoreItem)] = []
        var quarantined: [QuarantinedArticle] = []
        for (index, work) in batch.enumerated() {
            if let exit = work.envelope.exit {
                outcomes[index] = Self.disposed(work, exit.kind == .filtered ? .filtered : .quarantined, exit)
                if exit.kind == .quarantined { quarantined.append(Self.quarantined(work, exit)) }
            } else if work.frames.count == 3 {
                items.append((index, Self.item(work)))
            } else {
                outcomes[index] = .reject(
                    "\(work.frames.count) frames came; article, extraction and verdict are needed"
                )
            }
        }
        if !quarantined.isEmpty { try store.quarantine(quarantined) }
        if !items.isEmpty {
            for (place, result) in zip(items, try store.store(items.map(\.item))) {
                outcomes[place.index] = Self.outcome(batch[place.index], result)
            }
        }
        return outcomes.map { $0 ?? .retry("the store gave no result", counted: true) }
    }

    private static func item(_ work: Work) -> StoreItem {
        StoreItem(
            key: work.envelope.key,
            id: work.envelope.id,
            article: work.frames[0].bytes,
            extraction: work.frames[1].bytes,
            verdict: work.frames[2].bytes,
            envelope: work.envelope.json
        )
    }

    private static func quarantined(_ work: Work, _ exit: Envelope.Exit) -> QuarantinedArticle {
        QuarantinedArticle(
            id: work.envelope.id,
            key: work.envelope.key,
            stage: exit.stage,
            worker: exit.worker,
            reason: exit.reason,
            attempts: exit.attempts,
            errors: exit.errors,
            frames: work.frames.map(\.bytes),
            envelope: work.envelope.json,
            at: .now
        )
    }

    private static func outcome(_ work: Work, _ result: StoreResult) -> Outcome {
        switch result {
        case .stored, .alreadyStored: disposed(work, .stored, nil)
        case .duplicate: disposed(work, .duplicate, nil)
        case .invalid(let reason): .reject(reason)
        }
    }

    private static func disposed(_ work: Work, _ kind: Disposition.Kind, _ exit: Envelope.Exit?) -> Outcome {
        let disposition = Disposition(
            id: work.envelope.id,
            key: work.envelope.key,
            kind: kind,
            stage: exit?.stage,
            reason: exit?.reason
        )
        return .done([Frame(disposition.json)])
    }
}

/// Tells the feed that there is something new; it may be lost, for the feed looks by itself once in a while.
final class WakeSocket {
    private let socket: Socket

    init(_ endpoint: String, _ protection: Protection) throws {
        let socket = try Socket(.push, in: Context(protection), [.immediate(true), .sendHighWater(2)] + Hop.heartbeats)
        try socket.connect(endpoint)
        self.socket = socket
    }

    func signal() {
        // A full or missing feed needs no wake-up call; anything else shows at the next batch.
        _ = try? socket.send("NEW")
    }
}
