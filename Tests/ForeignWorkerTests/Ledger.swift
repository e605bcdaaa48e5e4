import Messages
import Synchronization
import Transport
import ZeroMQ

/// One article as it reached the end of the trial's line.
struct Delivery: Sendable {
    let id: String
    let envelope: Envelope
    /// The frames after the envelope.
    let frames: [[UInt8]]
    /// The worker that worked on it last.
    var worker: String { envelope.hops.last?.worker ?? "" }
}

/// All that has been delivered, for tests to wait on.
final class Ledger: Sendable {
    private let deliveries = Mutex<[Delivery]>([])
    private let arrived: AsyncStream<Void>
    private let arrival: AsyncStream<Void>.Continuation

    init() { (arrived, arrival) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1)) }

    func note(_ batch: [Work]) {
        let new = batch.map { work in
            Delivery(id: work.id, envelope: work.envelope, frames: work.frames.map(\.bytes))
        }
        deliveries.withLock { $0 += new }
        arrival.yield()
    }

    var all: [Delivery] { deliveries.withLock { $0 } }

    /// Returns once what was delivered is as wished, or the test's time is over.
    func wait(until isEnough: ([Delivery]) -> Bool) async -> [Delivery] {
        if isEnough(all) { return all }
        for await _ in arrived where isEnough(all) { break }
        return all
    }

    func wait(for count: Int) async -> [Delivery] { await wait { Set($0.map(\.id)).count >= count } }
}

/// The end of the line: notes what comes, and passes it on to where dispositions go.
struct Collector: StageHandler {
    let ledger: Ledger

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        ledger.note(batch)
        return batch.map { .done($0.frames) }
    }
}
