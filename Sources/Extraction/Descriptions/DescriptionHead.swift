import Language

/// What the last word of a description says of the thing that it means.
enum DescriptionHead: Sendable, Equatable {
    /// An office whose holder is meant: `president`, `foreign minister`.
    case office(String)
    /// A state or those who govern it.
    case state(State)
    /// A body of a state: `ministry`, `central bank`.
    case body(String)
    /// A firm, group or newspaper, by its name as far as its words tell.
    case organization(String)
    /// A league of states.
    case union(Set<String>)
    case vessel
    /// A treaty, act or order.
    case instrument(String)

    enum State: Sendable { case any, kingdom, emirate, republic }

    private static let offices = WordSet(
        "president premier chancellor king queen emperor emir leader minister ambassador spokesman spokeswoman governor senator"
    )
    private static let governments = WordSet("government regime junta country nation cabinet authorities")
    private static let bodies = WordSet(
        "ministry parliament treasury department regulator watchdog military army navy police prosecutor's"
    )
    private static let organizations = WordSet(
        "company firm group bank lender airline carmaker shipbuilder shipyard shipowner manufacturer trader conglomerate holding subsidiary insurer "
            + "refiner producer exporter importer operator newspaper paper broadcaster agency organisation organization militia movement party "
            + "commission council committee court fund institute university foundation exchange"
    )
    private static let vessels = WordSet("vessel ship tanker freighter boat yacht bulker trawler")
    private static let instruments = WordSet(
        "treaty pact agreement accord convention charter resolution regulation directive order act law statute deal protocol"
    )
    private static let blocs = WordSet("bloc")
    private static let leagues: Set<String> = ["EU", "ECOWAS", "ASEAN", "G7", "GCC", "SADC", "AU", "BRICS", "EAEU"]
    private static let alliances = WordSet("alliance")
    private static let unions = WordSet("union")
    private static let kingdoms = WordSet("kingdom monarchy")
    private static let emirates = WordSet("emirate sheikhdom")
    private static let republics = WordSet("republic")

    /// The head that the token is, or nil.
    init?(at token: Int, in document: Document) {
        guard document.tokens[token].kind == .word, !document.tokens[token].flags.contains(.allCapitals) else {
            return nil
        }
        let word = document.string(token).lowercased()
        let hash = document.folded[token]
        if Self.offices.contains(hash) {
            self = .office(word)
        } else if document.isCapitalised(token) {
            return nil
        } else if Self.organizations.contains(hash) {
            self = .organization(word)
        } else if Self.bodies.contains(hash) {
            self = .body(word)
        } else if let other = Self.other(hash, word) {
            self = other
        } else {
            return nil
        }
    }

    private static func other(_ hash: UInt64, _ word: String) -> DescriptionHead? {
        if governments.contains(hash) { return .state(.any) }
        if kingdoms.contains(hash) { return .state(.kingdom) }
        if emirates.contains(hash) { return .state(.emirate) }
        if republics.contains(hash) { return .state(.republic) }
        if vessels.contains(hash) { return .vessel }
        if instruments.contains(hash) { return .instrument(word) }
        if blocs.contains(hash) { return .union(leagues) }
        if alliances.contains(hash) { return .union(["NATO"]) }
        return unions.contains(hash) ? .union(["EU", "AU"]) : nil
    }
}
