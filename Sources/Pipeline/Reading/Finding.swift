/// Something about a file that its owner should know, with the place.
package struct Finding: Sendable, Equatable, CustomStringConvertible {
    package enum Severity: String, Sendable {
        /// The file cannot be used as it is.
        case error
        /// The file works, but probably not as meant.
        case warning
    }

    package let severity: Severity
    package let file: String
    package let line: Int
    package let sentence: String

    package init(_ severity: Severity, file: String, line: Int, _ sentence: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.sentence = sentence
    }

    package var description: String {
        let kind = severity == .warning ? "warning: " : ""
        return "\(file):\(line): \(kind)\(sentence)"
    }
}

extension Sequence<Finding> {
    /// The findings in the order of the file, errors and warnings mixed.
    package func inFileOrder() -> [Finding] {
        sorted { ($0.line, $0.sentence) < ($1.line, $1.sentence) }
    }

    /// Stops with every error among the findings in one failure, exit code 78.
    package func throwErrors() throws(Failure) {
        let errors = filter { $0.severity == .error }.inFileOrder()
        guard !errors.isEmpty else { return }
        throw Failure(.configuration, errors.map(\.description).joined(separator: "\n       "))
    }
}
