/// Who acts and who is hit in the article as a whole.
final class ArticleActors: Sendable {
    /// From the most named to the least.
    let issuers: [Code]
    let targets: [Code]
    /// The country that the first act hits.
    let lead: Code?
    /// The international bodies that the article names.
    let bodies: [Code]
    let issuerRank: CodeRanks
    let targetRank: CodeRanks

    init(issuers: [Code], targets: [Code], lead: Code?, bodies: [Code]) {
        self.issuers = issuers
        self.targets = targets
        self.lead = lead
        self.bodies = bodies
        issuerRank = CodeRanks(issuers)
        targetRank = CodeRanks(targets)
    }

    var issuer: Code? { issuers.first }

    func target(excluding issuers: Codes) -> Code? {
        targets.first { !issuers.contains($0) && !(issuers.contains(.eu) && RoleFinder.union.contains($0)) }
    }
}
