internal import Messages
internal import Pipeline
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// Pushes a run's articles, as far as it is allowed to, and enters their receipts in the ledger.
final class Feeder: Sendable {
    private static let window = 500

    private let endpoint: String
    private let load: ChaosLoad
    private let ledger: Ledger
    private let patience: Duration
    private let allowed = Atomic<Int>(0)
    private let answered = Atomic<Int>(0)
    private let isCancelled = Atomic<Bool>(false)
    private let thread = Mutex<SocketThread?>(nil)

    init(_ load: ChaosLoad, _ ledger: Ledger, to endpoint: String, patience: Duration) {
        self.load = load
        self.ledger = ledger
        self.endpoint = endpoint
        self.patience = patience
    }

    /// How many receipts have come.
    var count: Int { answered.load(ordering: .relaxed) }

    func start() { thread.withLock { $0 = SocketThread(named: "feeder") { try self.run() } } }

    /// Lets articles up to this number be pushed.
    func allow(upTo number: Int) { allowed.store(min(number, load.count), ordering: .relaxed) }

    /// Waits for the last receipt.
    func join() async throws {
        let thread = thread.withLock { $0 }
        try await thread?.join()
    }

    func cancel() { isCancelled.store(true, ordering: .relaxed) }

    private func run() throws {
        let client = try SubmitClient(to: endpoint)
        var numbers: [Int: Int] = [:]
        var next = 0
        var lastAnswer = Instant.now
        while next < load.count || client.pending > 0 {
            if isCancelled.load(ordering: .relaxed) { return }
            let limit = allowed.load(ordering: .relaxed)
            while next < limit, client.pending < Self.window {
                if client.pending == 0 { lastAnswer = .now }
                numbers[try client.submit(load.submission(next))] = next
                next += 1
            }
            let receipts = try client.receive(milliseconds: client.pending == 0 ? 5 : 50)
            for receipt in receipts {
                guard let number = receipt.number.flatMap({ numbers.removeValue(forKey: $0) }) else { continue }
                ledger.note(receipt, of: number)
                answered.add(1, ordering: .relaxed)
            }
            if !receipts.isEmpty { lastAnswer = .now }
            guard client.pending == 0 || Instant.now - lastAnswer < patience else {
                throw Failure(
                    .data,
                    "ingestion has given no receipt for \(patience); \(client.pending) articles wait for one"
                )
            }
        }
    }
}
