/// Who has, or had, sanctions on whom: what a reader knows before reading, and no finding by itself.
struct Regimes: Sendable {
    private var targets: [String: Set<String>] = [:]
    private var issuers: [String: Int] = [:]

    mutating func add(_ codes: [String], of issuer: String) {
        for code in codes where targets[issuer, default: []].insert(code).inserted { issuers[code, default: 0] += 1 }
    }

    /// Whether any of the issuers has, or had, sanctions on the target.
    func isKnown(_ issuers: [String], _ target: String) -> Bool {
        issuers.contains { targets[$0]?.contains(target) == true }
    }

    /// How many issuers have, or had, sanctions on the target.
    func issuerCount(_ target: String) -> Int { issuers[target] ?? 0 }
}
