/// How long to wait before the next attempt at something that keeps failing.
///
/// Each wait is about twice the one before, up to the longest, and a random part of it is left out, so that many
/// processes don't come back in the same moment.
struct BackOff {
    private let first: Duration
    private let longest: Duration
    private var failures = 0

    init(first: Duration = .milliseconds(100), longest: Duration = .seconds(3)) {
        self.first = first
        self.longest = longest
    }

    /// The wait after another failure: between half of the full time and all of it.
    mutating func next(using generator: inout some RandomNumberGenerator) -> Duration {
        let full = min(first * (1 << min(failures, 20)), longest)
        failures += 1
        return full * Double.random(in: 0.5...1, using: &generator)
    }

    mutating func reset() { failures = 0 }
}
