package import Messages

/// Why a submission was not accepted, where it is wrong, and what would help.
package struct Rejection: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        case empty
        case tooLarge = "too-large"
        case invalidUTF8 = "invalid-utf8"
        case notJSON = "not-json"
        case notAnObject = "not-an-object"
        case tooDeep = "too-deep"
        case wrongType = "wrong-type"
        case badValue = "bad-value"
        case missingText = "missing-text"
        case controlCharacter = "control-character"
        case badID = "bad-id"
        case badDate = "bad-date"
    }

    package let code: Code
    /// A member such as `tags[2]` or `body, character 17`, or `byte N (line L, column C)`; empty for the whole.
    package let place: String
    /// One sentence without its full stop.
    package let reason: String

    package init(_ code: Code, at place: String = "", _ reason: String) {
        self.code = code
        self.place = place
        self.reason = reason
    }

    package init(_ error: JSONError) {
        let code: Code =
            switch error.code {
            case .invalidUTF8: .invalidUTF8
            case .tooDeep: .tooDeep
            case .syntax, .trailing, .badValue, .missing: .notJSON
            case .wrongType: .wrongType
            }
        self.init(code, at: error.place, error.reason)
    }

    package var description: String {
        place.isEmpty ? "\(code.rawValue): \(reason)" : "\(code.rawValue) at \(place): \(reason)"
    }
}
