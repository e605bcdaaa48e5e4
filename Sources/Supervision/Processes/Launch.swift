internal import Glibc
package import Pipeline

/// Turns this process into a program that knows nothing of supervisors, tied to the life of the one that started it.
package enum Launch {
    /// Runs the program in place of this one; comes back only where it can't.
    package static func run(_ command: [String], environment: [String: String]) throws(Failure) -> Never {
        guard let program = command.first else { throw Failure(.usage, "there is no program to launch") }
        try ParentDeath.follow(environment: environment)
        _ = unsafe CStrings(command).withPointers { unsafe execvp(program, $0) }
        throw Failure(.unavailable, "cannot start \(program): \(Failure.words(for: errno))")
    }
}
