internal import Foundation
internal import Pipeline
internal import Transport

/// Somebody who takes documents one by one and says when each is done.
protocol Sink {
    /// Hands a document over.
    func take(_ document: FeedClient.Document, id: String) async -> SinkAnswer

    func close() async
}

/// What became of one attempt.
enum SinkAnswer: Equatable {
    case done
    /// Another attempt may help, perhaps only after some seconds.
    case failed(String, seconds: Int?)
    /// No attempt will help.
    case refused(String)
}

/// Hands documents over until they are done, with growing waits between attempts.
struct Delivery {
    private static let first = Duration.milliseconds(500)
    private static let longest = Duration.seconds(60)

    private let sink: any Sink
    private let attempts: Int
    private let skipsFailed: Bool

    init(_ sink: any Sink, attempts: Int, skipsFailed: Bool) {
        self.sink = sink
        self.attempts = attempts
        self.skipsFailed = skipsFailed
    }

    /// Returns once the document is done, or passed over.
    ///
    /// - Throws: ``Failure`` where it failed in all attempts.
    func deliver(_ document: FeedClient.Document, id: String) async throws {
        var wait = Self.first
        var attempt = 1
        while true {
            let reason: String
            switch await sink.take(document, id: id) {
            case .done: return
            case .refused(let why): reason = why
            case .failed(let why, let seconds):
                guard attempts > 0, attempt >= attempts else {
                    attempt += 1
                    let pause = max(seconds.map { .seconds($0) } ?? .zero, wait * Double.random(in: 0.5...1))
                    say("#\(document.seq): \(why); trying again")
                    try await Task.sleep(for: pause)
                    wait = min(wait * 2, Self.longest)
                    continue
                }
                reason = "\(why) (\(attempt) attempts)"
            }
            guard skipsFailed else { throw Failure(.unavailable, "#\(document.seq) \(id): \(reason)") }
            return say("passed over #\(document.seq) \(id): \(reason)")
        }
    }

    private func say(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
