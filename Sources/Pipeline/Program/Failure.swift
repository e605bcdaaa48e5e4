internal import Glibc

/// What ends a program: a sentence for people and an exit code for scripts.
///
/// The sentence says what failed, with which value, why, and what to do about it.
package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    /// The exit codes of `sysexits.h` that Interdict's programs use.
    package enum Code: Int32, Sendable {
        /// Wrong options or arguments.
        case usage = 64
        /// Input that is no article, list or document of ours.
        case data = 65
        /// Something that is needed isn't there: a file, a peer, a running pipeline.
        case unavailable = 69
        /// The operating system refused something.
        case system = 71
        /// A pipeline file or list that cannot be used as it is.
        case configuration = 78
    }

    package let code: Code
    package let sentence: String

    package init(_ code: Code, _ sentence: String) {
        self.code = code
        self.sentence = sentence
    }

    /// A refused system call, with the words of `errno`.
    package init(system action: String, errno number: Int32) {
        self.init(.system, "\(action): \(Failure.words(for: number))")
    }

    package var description: String { sentence }

    /// The C library's words for an error number.
    package static func words(for number: Int32) -> String {
        guard let text = unsafe strerror(number) else { return "error \(number)" }
        return unsafe String(cString: text)
    }
}

extension Failure {
    /// Prints `error: …` on standard error and ends the process with the failure's code.
    package func exit() -> Never {
        let line = Array("error: \(sentence)\n".utf8)
        _ = unsafe line.withUnsafeBytes { unsafe Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
        Glibc.exit(code.rawValue)
    }

    /// Runs a program's body; a failure ends the process with its sentence and code, other errors go on to the caller.
    package static func ending<Result>(_ body: () throws -> Result) rethrows -> Result {
        do {
            return try body()
        } catch let failure as Failure {
            failure.exit()
        }
    }

    /// Runs a program's asynchronous body; see the synchronous form.
    package static func ending<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        do {
            return try await body()
        } catch let failure as Failure {
            failure.exit()
        }
    }
}
