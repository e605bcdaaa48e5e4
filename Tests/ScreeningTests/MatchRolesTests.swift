import Messages
import Screening
import Testing

/// What a listed party is beside the events of its article.
@Suite(.timeLimit(.minutes(5)))
struct MatchRolesTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var name: String
        var country: String?
        var authority: String?
        var events: [Event]
        var role: Match.Role
        var testDescription: String { "\(name) in: \(text)" }

        init(
            _ text: String,
            _ name: String,
            _ country: String?,
            authority: String? = nil,
            _ events: [Event],
            _ role: Match.Role
        ) {
            self.text = text
            self.name = name
            self.country = country
            self.authority = authority
            self.events = events
            self.role = role
        }
    }

    static let cases: [Case] = [
        Case(
            "The US Treasury blacklisted a bank of Iran.",
            "US Treasury",
            "US",
            authority: "US",
            [event(.imposed, ["US"], ["IR"], by: "US Treasury")],
            .authority
        ),
        Case(
            "Russia's Security Council banned ten Canadians.",
            "Security Council",
            "RU",
            [event(.imposed, ["RU"], ["CA"], by: "Security Council")],
            .authority
        ),
        Case(
            "Sergei Lavrov said that Moscow had barred ten Canadians.",
            "Sergei Lavrov",
            "RU",
            [event(.imposed, ["RU"], ["CA"], by: "Moscow")],
            .party
        ),
        Case(
            "China put the US Treasury on its list.",
            "US Treasury",
            "US",
            authority: "US",
            [event(.imposed, ["CN"], ["US"], by: "China", named: ["US Treasury"])],
            .party
        ),
        Case(
            "Britain tightened sanctions on Syria; the Central Bank of Syria printed notes.",
            "Central Bank of Syria",
            "SY",
            [event(.expanded, ["GB"], ["SY"], by: "Britain")],
            .targetState
        ),
        Case(
            "Britain froze the assets of the Central Bank of Syria.",
            "Central Bank of Syria",
            "SY",
            [event(.imposed, ["GB"], ["SY"], by: "Britain", named: ["Central Bank of Syria"])],
            .party
        ),
        Case("The Central Bank of Syria printed notes.", "Central Bank of Syria", "SY", [], .party),
        Case(
            "The Ministry of Defence of Iran rejected the EU's arms embargo.",
            "Ministry of Defence of Iran",
            nil,
            [event(.inForce, ["EU"], ["IR"], by: "EU")],
            .targetState
        ),
        Case("Nobody may pay the Government of Venezuela.", "Government of Venezuela", nil, [], .targetState),
        Case(
            "The EU widened its sanctions on Iran; the Islamic Republic of Iran Shipping Lines was hit before.",
            "Islamic Republic of Iran Shipping Lines",
            "IR",
            [event(.expanded, ["EU"], ["IR"], by: "EU")],
            .party
        ),
        Case(
            "Vladimir Putin called for an end of the sanctions.",
            "Vladimir Putin",
            "RU",
            [event(.calledFor, ["RU"], ["RU"], by: "Vladimir Putin")],
            .party
        ),
        Case(
            "Vladimir Putin barred imports from the EU.",
            "Vladimir Putin",
            "RU",
            [event(.imposed, ["RU"], ["EU"], by: "Vladimir Putin")],
            .authority
        ),
    ]

    @Test(arguments: cases)
    func `a listed name has the role that it plays in the article`(_ sample: Case) throws {
        let range = try #require(sample.text.firstRange(of: sample.name))
        let start = sample.text.unicodeScalars.distance(from: sample.text.startIndex, to: range.lowerBound)
        var extraction = Extraction(model: "test")
        let id = EntityID(rawValue: "e1")
        let offsets = start..<start + sample.name.unicodeScalars.count
        let isPerson = sample.name.hasPrefix("Vladimir") || sample.name.hasPrefix("Sergei")
        let kind: EntityKind = isPerson ? .person : .organization
        extraction.mentions = [Mention(kind: kind, offsets: offsets, text: sample.name, entity: id)]
        extraction.entities = [
            Entity(
                id: id,
                kind: kind,
                name: sample.name,
                country: sample.country,
                authority: sample.authority,
                mentions: [0]
            )
        ]
        let events = sample.events.map { Self.placed($0, in: sample.text) }
        let roles = MatchRoles(events, extraction, parser: try ShippedData.names.get().parser)
        let (name, list) = (sample.name, "list")
        let match = Match(entity: id, text: name, role: .party, list: list, entryID: "1", name: name, score: 1)
        #expect(roles.settled([match]).map(\.role) == [sample.role])
    }

    private static func event(
        _ action: Action,
        _ issuer: [String],
        _ target: [String],
        by words: String,
        named: [String] = []
    ) -> Event {
        var event = Event(action: action, measures: [.designation], issuer: issuer, target: target)
        event.targetNames = named
        event.evidence = [Event.Evidence(role: .issuer, offsets: 0..<0, text: words)]
        return event
    }

    /// The event with its evidence at the place where the text has the words.
    private static func placed(_ event: Event, in text: String) -> Event {
        var event = event
        event.evidence = event.evidence.map { evidence in
            guard let range = text.firstRange(of: evidence.text) else { return evidence }
            let start = text.unicodeScalars.distance(from: text.startIndex, to: range.lowerBound)
            var evidence = evidence
            evidence.offsets = start..<start + evidence.text.unicodeScalars.count
            return evidence
        }
        return event
    }
}
