/// How patient a supervisor is.
package struct Settings: Sendable {
    /// How long a process may take from its start to its readiness.
    package var readiness = Duration.seconds(30)
    /// How long a process may take to end when it is asked to.
    package var drain = Duration.seconds(10)
    /// How long a process may take to end when the operator is in a hurry.
    package var hurry = Duration.seconds(1)
    /// The wait before a process that ended is started again: `first`, doubled at each failure, at most `longest`.
    package var backOff = BackOff()
    /// How long a process must have been ready for its earlier failures to be forgotten.
    package var healthy = Duration.seconds(10)
    /// How often one process may end while the pipeline starts, before the whole start is given up.
    package var attemptsAtStart = 3

    package init() {}
}

/// Growing waits with a random part, so that processes which failed together don't return together.
package struct BackOff: Sendable {
    package var first = Duration.milliseconds(250)
    package var longest = Duration.seconds(30)
    /// The most for a process that had been ready: it can do its work, and others wait for it.
    package var longestAfterReady = Duration.seconds(1)
    /// The largest share by which a wait is longer or shorter than its plan.
    package var jitter = 0.2

    package init() {}

    /// The wait after so many failures in a row.
    func delay(
        afterFailures failures: Int,
        wasReady: Bool = false,
        using random: inout some RandomNumberGenerator
    ) -> Duration {
        let plan = min(first * (1 << min(failures - 1, 20)), wasReady ? min(longestAfterReady, longest) : longest)
        return plan * Double.random(in: (1 - jitter)...(1 + jitter), using: &random)
    }
}
