/// What was spoken of last.
struct Discourse {
    private(set) var issuer: Codes?
    private(set) var target: Codes?
    /// The last that differed from these.
    private(set) var earlierIssuer: Codes?
    private(set) var earlierTarget: Codes?

    mutating func note(issuer codes: Codes) {
        if let issuer, issuer != codes { earlierIssuer = issuer }
        issuer = codes
    }

    mutating func note(target codes: Codes) {
        if let target, target != codes { earlierTarget = target }
        target = codes
    }
}
