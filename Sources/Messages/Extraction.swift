/// Who and what appears in an article (`interdict.extraction/1`).
package struct Extraction: Sendable, Equatable {
    package static let schema = "interdict.extraction/1"

    /// Name, version and hash of the model that found the names.
    package var model: String
    /// ISO 639-1 of the body's language, nil where it could not be told.
    package var language: String?
    package var sentences: [Sentence] = []
    package var mentions: [Mention] = []
    package var entities: [Entity] = []
    package var descriptions: [Description] = []
    package var quantities: [Quantity] = []
    package var dates: [DateMention] = []
    package var money: [Money] = []
    package var identifiers: [Identifier] = []
    package var goods: [Goods] = []

    package init(model: String, language: String? = nil) {
        self.model = model
        self.language = language
    }
}

/// What a mention or an entity is.
package enum EntityKind: String, Sendable, CaseIterable {
    case person, organization, place, nationality, vessel, aircraft, law
}

/// One sentence, headline or list item of the body.
package struct Sentence: Sendable, Equatable {
    package var offsets: Offsets
    /// Index of the paragraph, from 0.
    package var paragraph: Int

    package init(_ offsets: Offsets, paragraph: Int) {
        self.offsets = offsets
        self.paragraph = paragraph
    }
}

/// One place in the body that names something.
package struct Mention: Sendable, Equatable {
    package var kind: EntityKind
    package var offsets: Offsets
    package var text: String
    /// Index into the extraction's sentences.
    package var sentence: Int?
    package var entity: EntityID?
    /// ISO 3166-1 alpha-2 of the country that it is, is in, or stands for.
    package var country: String?
    /// From 0 to 1.
    package var confidence: Double
    /// Title or office that stands by the name, such as `Russian Foreign Minister`.
    package var role: String?

    package init(
        kind: EntityKind,
        offsets: Offsets,
        text: String,
        sentence: Int? = nil,
        entity: EntityID? = nil,
        country: String? = nil,
        confidence: Double = 1,
        role: String? = nil
    ) {
        self.kind = kind
        self.offsets = offsets
        self.text = text
        self.sentence = sentence
        self.entity = entity
        self.country = country
        self.confidence = confidence
        self.role = role
    }
}

/// One real thing, with all its mentions in the article.
package struct Entity: Sendable, Equatable {
    package var id: EntityID
    package var kind: EntityKind
    /// The fullest name the article or the gazetteer gives.
    package var name: String
    /// ISO 3166-1 alpha-2.
    package var country: String?
    /// The international body or sanctions authority that it is or belongs to, such as `UN`, `EU` or `OFAC`.
    package var authority: String?
    /// The government for which a metonym stands: an ISO code, or `EU` for Brussels.
    package var government: String?
    package var role: String?
    package var acronym: String?
    package var aliases: [String]
    /// Indices into the extraction's mentions.
    package var mentions: [Int]
    /// Such as `IMO 9187629`, `MMSI 273353450`.
    package var identifiers: [String]
    /// For a part of a law (an article, a paragraph): the entity of the instrument that it belongs to.
    package var partOf: EntityID?

    package init(
        id: EntityID,
        kind: EntityKind,
        name: String,
        country: String? = nil,
        authority: String? = nil,
        government: String? = nil,
        role: String? = nil,
        acronym: String? = nil,
        aliases: [String] = [],
        mentions: [Int] = [],
        identifiers: [String] = [],
        partOf: EntityID? = nil
    ) {
        self.id = id
        self.kind = kind
        self.name = name
        self.country = country
        self.authority = authority
        self.government = government
        self.role = role
        self.acronym = acronym
        self.aliases = aliases
        self.mentions = mentions
        self.identifiers = identifiers
        self.partOf = partOf
    }
}

/// A phrase without a name that refers to one of the entities: `the Russian president`, `the ministry`, `her government`.
package struct Description: Sendable, Equatable {
    package var offsets: Offsets
    package var text: String
    package var entity: EntityID

    package init(offsets: Offsets, text: String, entity: EntityID) {
        self.offsets = offsets
        self.text = text
        self.entity = entity
    }
}

/// A number with what it counts: `243 new items`.
package struct Quantity: Sendable, Equatable {
    package var offsets: Offsets
    package var text: String
    package var value: Double
    /// The head noun or unit as written, or nil for a bare number.
    package var unit: String?

    package init(offsets: Offsets, text: String, value: Double, unit: String?) {
        self.offsets = offsets
        self.text = text
        self.value = value
        self.unit = unit
    }
}

/// A date or period, resolved against the day of publication.
package struct DateMention: Sendable, Equatable {
    package var offsets: Offsets
    package var text: String
    /// `2024`, `2024-06`, `2024-06-20`, or an interval `2022-02-24/2022-03-01`; nil where it can't be resolved.
    package var value: String?

    package init(offsets: Offsets, text: String, value: String?) {
        self.offsets = offsets
        self.text = text
        self.value = value
    }
}

/// An amount of money.
package struct Money: Sendable, Equatable {
    package var offsets: Offsets
    package var text: String
    package var value: Double
    /// ISO 4217.
    package var currency: String

    package init(offsets: Offsets, text: String, value: Double, currency: String) {
        self.offsets = offsets
        self.text = text
        self.value = value
        self.currency = currency
    }
}

/// A formal identifier in the text.
package struct Identifier: Sendable, Equatable {
    package enum Kind: String, Sendable, CaseIterable {
        case imo, mmsi, tail, lei, bic, passport, tax, bitcoin, ethereum, tron, other
    }

    package var kind: Kind
    package var offsets: Offsets
    package var text: String
    package var value: String
    /// Whether the check digit or checksum holds; nil where the kind has none.
    package var isValid: Bool?
    package var entity: EntityID?

    package init(
        kind: Kind,
        offsets: Offsets,
        text: String,
        value: String,
        isValid: Bool? = nil,
        entity: EntityID? = nil
    ) {
        self.kind = kind
        self.offsets = offsets
        self.text = text
        self.value = value
        self.isValid = isValid
        self.entity = entity
    }
}

/// Weapons or goods named plainly: `ballistic missiles`, `crude oil`.
package struct Goods: Sendable, Equatable {
    package var offsets: Offsets
    package var text: String
    /// Such as `weapon`, `energy`, `dual-use`, `luxury`, `metal`.
    package var category: String

    package init(offsets: Offsets, text: String, category: String) {
        self.offsets = offsets
        self.text = text
        self.category = category
    }
}
