/// Finds listed parties by their formal identifiers.
struct IdentifierIndex: Sendable {
    private var entries: [String: [UInt32]] = [:]

    init(_ lists: [SanctionsList], _ places: [ListIndex.Place]) {
        for (number, place) in places.enumerated() {
            for identifier in lists[place.list].entries[place.entry].identifiers where Self.isTelling(identifier.kind) {
                entries[Self.key(identifier.value), default: []].append(UInt32(number))
            }
        }
    }

    /// The entries that carry an identifier, in the order of the lists.
    func entries(_ value: String) -> [UInt32] { entries[Self.key(value)] ?? [] }

    private static func isTelling(_ kind: ListIdentifier.Kind) -> Bool {
        switch kind {
        case .imo, .mmsi, .tail, .lei, .bic, .wallet, .passport, .tax, .national, .registration: true
        case .callSign, .serial, .website, .email, .other: false
        }
    }

    /// Letters and digits alone; wallets keep their case, everything else is compared without.
    private static func key(_ value: String) -> String {
        let plain = value.filter { $0.isLetter || $0.isNumber }
        return plain.count > 24 ? plain : plain.uppercased()
    }
}
