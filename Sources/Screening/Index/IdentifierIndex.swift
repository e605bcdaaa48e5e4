/// Finds listed parties by their formal identifiers.
struct IdentifierIndex: Sendable {
    /// Hashes of the identifiers in ascending order, and for each the entry it belongs to.
    var hashes: [UInt64] = []
    var entries: [UInt32] = []

    init() {}

    init(_ list: [ListEntry]) {
        var pairs: [(hash: UInt64, entry: UInt32)] = []
        for (place, entry) in list.enumerated() {
            for identifier in entry.identifiers where Self.isTelling(identifier.kind) {
                pairs.append((Hash64.of(Self.key(identifier.value)), UInt32(place)))
            }
        }
        pairs.sort { ($0.hash, $0.entry) < ($1.hash, $1.entry) }
        hashes = pairs.map(\.hash)
        entries = pairs.map(\.entry)
    }

    /// The entries that carry an identifier, in the order of the list.
    func entries(_ value: String) -> [UInt32] {
        let hash = Hash64.of(Self.key(value))
        var found: [UInt32] = []
        var at = hashes.lowerBound(hash)
        while at < hashes.count, hashes[at] == hash {
            if found.last != entries[at] { found.append(entries[at]) }
            at += 1
        }
        return found
    }

    private static func isTelling(_ kind: ListIdentifier.Kind) -> Bool {
        switch kind {
        case .imo, .mmsi, .tail, .lei, .bic, .wallet, .passport, .tax, .national, .registration: true
        case .callSign, .serial, .website, .email, .other: false
        }
    }

    /// Letters and digits alone; wallets keep their case, everything else is compared without.
    private static func key(_ value: String) -> [UInt8] {
        let plain = value.filter { $0.isLetter || $0.isNumber }
        return Array((plain.count > 24 ? plain : plain.uppercased()).utf8)
    }
}
