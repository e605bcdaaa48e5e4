package import ZeroMQ

/// One job as a stage sees it.
package struct Work: Sendable {
    /// Which of the queue's processes it is from; leases are its own.
    let source: Int
    package let lease: Int
    /// 1 for the first attempt.
    package let attempt: Int
    package let id: String
    package let envelope: Envelope
    /// The frames of the stages so far: article, then extraction, then verdict.
    package let frames: [Frame]
}

/// What became of a job; the fate of a bad message is data.
package enum Outcome: Sendable {
    /// The frames for the next hop: those that came in and what this stage has added.
    case done([Frame])
    /// Another attempt is worth while; `counted` is false where the message can't be blamed.
    case retry(String, counted: Bool)
    /// No attempt will ever do: to quarantine.
    case reject(String)
    /// The article isn't wanted: its disposition is `filtered`.
    case drop(String)
}

/// A job with what became of it.
struct HandledWork: Sendable {
    let work: Work
    let outcome: Outcome
    /// How long the handler had it; the batch's time, for all of a batch.
    let took: Duration
}

/// The work of a stage, on a thread of its own.
package protocol StageHandler {
    /// Works on one or more jobs.
    ///
    /// - Parameter batch: At most as many as the worker's configuration says.
    /// - Returns: One outcome a job, in the same order.
    mutating func handle(_ batch: [Work]) -> [Outcome]

    /// Does a small part of what waits for a quiet moment; is called while no job is there.
    ///
    /// - Returns: Whether more is left.
    mutating func rest() -> Bool
}

extension StageHandler {
    package mutating func rest() -> Bool { false }
}
