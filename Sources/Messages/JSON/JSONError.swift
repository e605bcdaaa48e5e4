/// Why a text is not the JSON that was expected, and where.
package struct JSONError: Error, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case syntax, invalidUTF8, tooDeep, trailing, missing, wrongType, badValue
    }

    package let code: Code
    /// A byte offset with line and column for a syntax error, else a path such as `events[2].action`.
    package let place: String
    package let reason: String

    package init(_ code: Code, at place: String, _ reason: String) {
        self.code = code
        self.place = place
        self.reason = reason
    }

    /// The same error seen from the object that holds the value.
    package func inside(_ parent: String) -> JSONError {
        JSONError(code, at: place.isEmpty ? parent : "\(parent).\(place)", reason)
    }

    package var description: String { "\(reason) (at \(place))" }
}
