internal import Dispatch
internal import Foundation
internal import Messages
internal import Synchronization
internal import Transport
internal import ZeroMQ

/// Asks several parts of a pipeline for their state, all at the same time.
struct Inquiry: Sendable {
    private let protection: Protection
    private let milliseconds: Int

    /// - Parameters:
    ///   - protection: The keys for `tcp://` addresses.
    ///   - milliseconds: The longest wait for all of them together.
    init(_ protection: Protection, within milliseconds: Int) {
        self.protection = protection
        self.milliseconds = milliseconds
    }

    /// Blocks until everybody has answered or the time is over.
    ///
    /// - Parameter endpoints: Whom to ask.
    /// - Returns: The answers in the order of the endpoints, nil for whoever gave none.
    /// - Throws: The first reason for which one could not be asked, such as a refused key.
    func ask(_ endpoints: [String]) throws -> [JSONValue?] {
        let answers = Mutex<[Int: Result<JSONValue?, any Error>]>([:])
        // Threads of their own: each waits for nearly all of the time.
        let running = DispatchGroup()
        for (index, endpoint) in endpoints.enumerated() {
            running.enter()
            Thread.detachNewThread {
                let answer = Result { try self.ask(endpoint) }
                answers.withLock { $0[index] = answer }
                running.leave()
            }
        }
        running.wait()
        return try answers.withLock { answers in try endpoints.indices.map { try answers[$0]?.get() ?? nil } }
    }

    private func ask(_ endpoint: String) throws -> JSONValue? {
        try StatusClient(protection).ask(endpoint, within: milliseconds).map { try JSONParser.parse($0) }
    }
}
