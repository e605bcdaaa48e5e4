/// One listed party, as its publisher describes it.
package struct ListEntry: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case person, organization, vessel, aircraft, other
    }

    /// What the listing forbids.
    package enum Measure: String, Sendable, CaseIterable {
        case assetFreeze = "asset-freeze"
        case travelBan = "travel-ban"
        case sectoral
        case servicesBan = "services-ban"
        case investmentBan = "investment-ban"
        case armsEmbargo = "arms-embargo"
        case shipping
        case export = "export-control"
        case other
    }

    /// The publisher's own id, unique in its list.
    package var id: String
    package var kind: Kind
    /// The primary name comes first.
    package var names: [ListName]
    package var titles: [String] = []
    /// `1952-10-07`, `1952-10`, `1952`, or as published where it is vaguer.
    package var birthDates: [String] = []
    package var birthPlaces: [String] = []
    /// ISO 3166-1 alpha-2: nationality, citizenship, flag or seat.
    package var countries: [String] = []
    package var identifiers: [ListIdentifier] = []
    package var programmes: [String] = []
    package var measures: [Measure] = []
    package var addresses: [String] = []
    /// Day of the listing, `2022-02-25`.
    package var listedOn: String?
    package var remarks: String?

    package init(id: String, kind: Kind, names: [ListName] = []) {
        self.id = id
        self.kind = kind
        self.names = names
    }

    package var primaryName: String { names.first?.text ?? id }
}

/// One name of a listed party.
package struct ListName: Sendable, Equatable {
    package enum Quality: String, Sendable, CaseIterable {
        case primary
        case strong
        /// A nickname, an acronym or another name that alone identifies nobody.
        case weak
        /// The name in the party's own script.
        case original
    }

    package var text: String
    package var quality: Quality

    package init(_ text: String, _ quality: Quality) {
        self.text = text
        self.quality = quality
    }
}

/// A formal identifier of a listed party.
package struct ListIdentifier: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case imo, mmsi, callSign = "call-sign", tail, serial
        case passport, national = "national-id", tax, registration
        case lei, bic, wallet, website, email, other
    }

    package var kind: Kind
    package var value: String
    /// The issuing country (ISO code) or the currency of a wallet.
    package var issuer: String?
    /// Whether the check digit holds; nil where the kind has none.
    package var isValid: Bool?

    package init(_ kind: Kind, _ value: String, issuer: String? = nil) {
        self.kind = kind
        self.value = value
        self.issuer = issuer
        self.isValid = CheckDigit.isValid(kind, value)
    }
}
