package import ZeroMQ

/// The command words of the hop protocol: frame 0 of every message between a queue and its peers.
package enum Command: String, Sendable, CaseIterable {
    case put = "PUT"
    case ok = "OK"
    case busy = "BUSY"
    case room = "ROOM"
    case ready = "READY"
    case welcome = "WELCOME"
    case who = "WHO"
    case job = "JOB"
    case done = "DONE"
    case retry = "RETRY"
    case reject = "REJECT"
    case drop = "DROP"
    case alive = "ALIVE"
    case bye = "BYE"
    case status = "STATUS"
    case tap = "TAP"
    case submit = "SUBMIT"
    case receipt = "RECEIPT"
    case fetch = "FETCH"
    case docs = "DOCS"
    case error = "ERROR"

    private static let byText = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    /// The command that a frame holds, or nil where the word is unknown.
    package init?(_ frame: Frame) {
        guard frame.count <= 8, let command = Self.byText[frame.text] else { return nil }
        self = command
    }
}
