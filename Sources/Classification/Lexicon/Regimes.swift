/// Who has, or had, sanctions on whom: what a reader knows before reading, and no finding by itself.
struct Regimes: Sendable {
    private var targets: [CodeSet] = []
    private var issuers: [Int] = []

    mutating func add(_ codes: [Code], of issuer: Code?) {
        guard let issuer else { return }
        if targets.isEmpty {
            targets = Array(repeating: CodeSet(), count: Code.limit)
            issuers = Array(repeating: 0, count: Code.limit)
        }
        for code in codes where targets[Int(issuer.number)].insert(code) { issuers[Int(code.number)] += 1 }
    }

    /// Whether any of the issuers has, or had, sanctions on the target.
    func isKnown(_ issuers: Codes, _ target: Code) -> Bool {
        !targets.isEmpty && issuers.contains { targets[Int($0.number)].contains(target) }
    }

    /// How many issuers have, or had, sanctions on the target.
    func issuerCount(_ target: Code) -> Int { issuers.isEmpty ? 0 : issuers[Int(target.number)] }
}
