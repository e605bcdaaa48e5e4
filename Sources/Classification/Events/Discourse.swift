/// What was spoken of last.
struct Discourse {
    private(set) var issuer: [Code]?
    private(set) var target: [Code]?
    /// The last that differed from these.
    private(set) var earlierIssuer: [Code]?
    private(set) var earlierTarget: [Code]?

    mutating func note(issuer codes: [Code]) {
        if let issuer, issuer != codes { earlierIssuer = issuer }
        issuer = codes
    }

    mutating func note(target codes: [Code]) {
        if let target, target != codes { earlierTarget = target }
        target = codes
    }
}
