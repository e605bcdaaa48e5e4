/// What an operator may ask of a running supervisor.
package enum Request: Sendable, Equatable {
    case status
    case scale(group: String, workers: Int)
    /// Ends the processes of a group one after the other, each when the one before is ready again.
    case restart(group: String)
    case stop
    /// Ends everything at once.
    case hurry

    /// The words in which the request travels.
    package var words: [String] {
        switch self {
        case .status: ["STATUS"]
        case .scale(let group, let workers): ["SCALE", group, "\(workers)"]
        case .restart(let group): ["RESTART", group]
        case .stop: ["STOP"]
        case .hurry: ["HURRY"]
        }
    }

    /// Nil for words that are no request.
    package init?(words: [String]) {
        switch (words.first, words.count) {
        case ("STATUS", 1): self = .status
        case ("SCALE", 3):
            guard let workers = Int(words[2]) else { return nil }
            self = .scale(group: words[1], workers: workers)
        case ("RESTART", 2): self = .restart(group: words[1])
        case ("STOP", 1): self = .stop
        case ("HURRY", 1): self = .hurry
        default: return nil
        }
    }
}

/// What a supervisor answers when a request is carried out or refused.
package enum Reply: Sendable, Equatable {
    /// A JSON object, or nothing.
    case done([UInt8])
    case refused(String)

    package var words: [[UInt8]] {
        switch self {
        case .done(let json): [Array("OK".utf8), json]
        case .refused(let sentence): [Array("ERROR".utf8), Array(sentence.utf8)]
        }
    }

    /// Nil for frames that are no reply.
    package init?(words: [[UInt8]]) {
        guard words.count == 2 else { return nil }
        switch String(decoding: words[0], as: UTF8.self) {
        case "OK": self = .done(words[1])
        case "ERROR": self = .refused(String(decoding: words[1], as: UTF8.self))
        default: return nil
        }
    }
}
