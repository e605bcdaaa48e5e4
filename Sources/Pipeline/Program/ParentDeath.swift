internal import CLinux
internal import Glibc

/// Ties a process to the supervisor that started it, so that a killed supervisor leaves no orphans.
package enum ParentDeath {
    /// The environment variable that holds the supervisor's process id.
    package static let variable = "INTERDICT_SUPERVISED"

    /// Has SIGTERM sent to this process when its supervisor dies; does nothing for a process that has none.
    ///
    /// A supervisor that died before this call is noticed by its process id, and the process signals itself. The
    /// variable is taken out of the environment, for it isn't true of the children of this process. Call it first.
    package static func follow(environment: [String: String]) throws(Failure) {
        guard let text = environment[variable] else { return }
        guard let supervisor = pid_t(text) else {
            throw Failure(.configuration, "\(variable) must be the supervisor's process id, not \"\(text)\"")
        }
        guard interdict_parent_death_signal(SIGTERM) == 0 else {
            throw Failure(system: "cannot ask for a signal at the supervisor's death", errno: errno)
        }
        unsafe unsetenv(variable)
        if getppid() != supervisor { kill(getpid(), SIGTERM) }
    }
}
