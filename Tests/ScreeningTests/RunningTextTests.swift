import Messages
import Screening
import Testing

/// Names in running text that sound like listed ones and aren't, beside the listed ones themselves.
@Suite(.timeLimit(.minutes(5)))
struct RunningTextTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        /// What the extraction made of it.
        var entities: [Entity]
        /// The ids of the entries that must be found, and no other.
        var found: [String]
        var testDescription: String { text }

        init(_ text: String, _ entities: [Entity], _ found: [String]) {
            self.text = text
            self.entities = entities
            self.found = found
        }
    }

    static let list = """
        id,name,kind,aliases,weak_aliases,countries
        council,SECURITY COUNCIL OF THE RUSSIAN FEDERATION,organization,,,RU
        rapid,RAPID SUPPORT FORCES,organization,,RSF,SD
        sputnik,PUBLIC JOINT-STOCK COMPANY COMMERCIAL BANK 'SPUTNIK',organization,,,RU
        rossiya,BANK ROSSIYA,organization,,,RU
        labour,MINISTRY OF LABOR,organization,,,KP
        october,LIMITED LIABILITY COMPANY OKTYABR,organization,LIMITED LIABILITY COMPANY OCTOBER,,RU
        export,ROSOBORONEKSPORT,organization,,,RU
        kim,"KIM, Jong Un",person,,,KP
        sister,"KIM, Yo Jong",person,,,KP
        jin,"YU, Jin",person,,,KP
        father,"AL-TIKRITI, Saddam Hussein",person,"HUSSEIN, Saddam",,IQ
        son,"AL-TIKRITI, Ali Saddam Hussein",person,,,IQ
        dealer,"RUIZ PENA, Tito",person,,Ronald Plump,CO
        lukashenka,"LUKASHENKA, Alyaksandr Ryhorovich",person,,,BY
        hamdan,"DAGALO, Hamdan",person,,,SD
        """

    static let cases: [Case] = [
        Case("The Security Council met.", [body("Security Council", authority: "UN")], []),
        Case("The UN Security Council met on Sudan.", [body("UN Security Council")], []),
        Case("Reporters Without Borders (RSF) protested.", [body("RSF", country: "FR")], []),
        Case("RSF protested in Sudan.", [body("RSF"), place("Sudan", "SD")], []),
        Case("Rapid Support Forces took it. RSF men looted.", [body("RSF")], ["rapid"]),
        Case("Russia's broadcaster Sputnik reported.", [body("Sputnik", country: "RU")], []),
        Case("The Bank of Russia raised rates.", [body("Bank of Russia", country: "RU")], []),
        Case("The Central Bank of Russia raised rates.", [body("Central Bank of Russia", country: "RU")], []),
        Case("Bank Rossiya is on the list.", [body("Bank Rossiya")], ["rossiya"]),
        Case("The Labour Ministry in Berlin said no.", [body("Labour Ministry"), place("Berlin", "DE")], []),
        Case("In October Russia struck. It bought, October said.", [place("Russia", "RU")], []),
        Case("Russia's arms seller Rosoboroneksport said so.", [place("Russia", "RU")], ["export"]),
        Case("Rosoboroneksport Plaza opened in Russia.", [place("Russia", "RU")], []),
        Case("Kim spoke.", [person("Kim")], []),
        Case("Kim Jong-un spoke.", [person("Kim Jong-un", country: "KP")], ["kim"]),
        Case("John Yoo wrote.", [person("John Yoo")], []),
        Case("Saddam Hussein fell in Iraq.", [person("Saddam Hussein"), place("Iraq", "IQ")], ["father"]),
        Case("Ronald Plump spoke in Ohio.", [person("Ronald Plump"), place("Ohio", "US")], []),
        Case("Ronald Plump of Colombia.", [person("Ronald Plump"), place("Colombia", "CO")], ["dealer"]),
        Case("President Alexander Lukashenko.", [person("Alexander Lukashenko", country: "BY")], ["lukashenka"]),
        Case("Mr Hamdan Dagalo Khan of Sudan said.", [place("Sudan", "SD")], []),
        Case("The trader Hamdan Dagalo of Sudan said.", [place("Sudan", "SD")], ["hamdan"]),
    ]

    private static let screener = Result {
        let names = try ShippedData.names.get()
        let file = ListFile(name: "own.csv", bytes: Array(list.utf8))
        return try Screener(lists: [ListLoader(countries: names.countries).load([file]).list], names: names)
    }

    @Test(arguments: cases)
    func `a listed party is found and its namesakes are not`(_ sample: Case) throws {
        let article = Article(id: ArticleID(rawValue: "a"), title: "", body: sample.text)
        let matches = try Self.screener.get().screen(article, Self.extraction(sample)).matches
        #expect(matches.map(\.entryID) == sample.found, "\(matches.map { "\($0.text) \($0.entryID) \($0.score)" })")
        for match in matches {
            guard let offsets = match.offsets else { continue }
            let scalars = Array(sample.text.unicodeScalars)[offsets]
            #expect(String(String.UnicodeScalarView(scalars)) == match.text)
        }
    }

    private static func extraction(_ sample: Case) -> Extraction {
        var extraction = Extraction(model: "test")
        for (number, entity) in sample.entities.enumerated() {
            var entity = entity
            entity.id = EntityID(rawValue: "e\(number + 1)")
            entity.mentions = [number]
            extraction.entities.append(entity)
            guard let range = sample.text.firstRange(of: entity.name) else { continue }
            let start = sample.text.unicodeScalars.distance(from: sample.text.startIndex, to: range.lowerBound)
            extraction.mentions.append(
                Mention(
                    kind: entity.kind,
                    offsets: start..<start + entity.name.unicodeScalars.count,
                    text: entity.name,
                    entity: entity.id,
                    country: entity.country
                )
            )
        }
        return extraction
    }

    private static func body(_ name: String, country: String? = nil, authority: String? = nil) -> Entity {
        entity(.organization, name, country, authority)
    }

    private static func person(_ name: String, country: String? = nil) -> Entity { entity(.person, name, country, nil) }

    private static func place(_ name: String, _ country: String) -> Entity { entity(.place, name, country, nil) }

    private static func entity(_ kind: EntityKind, _ name: String, _ country: String?, _ authority: String?) -> Entity {
        Entity(id: EntityID(rawValue: "e"), kind: kind, name: name, country: country, authority: authority)
    }
}
