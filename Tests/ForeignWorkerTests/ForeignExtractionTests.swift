import Analysis
import Foundation
import Messages
import Screening
import Testing

/// Extractions of other people's workers, which are right in form and may be wrong in everything else.
@Suite(.timeLimit(.minutes(3)))
struct ForeignExtractionTests {
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }

        mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

        /// Mostly a span of the body, at times empty or far outside.
        mutating func offsets(_ length: Int) -> Offsets {
            if chance(10) { return length..<(length + 1000) }
            if chance(5) { return (1 << 50)..<(1 << 51) }
            let start = Int.random(in: 0...length, using: &self)
            return start..<min(length, start + Int.random(in: 0...25, using: &self))
        }

        mutating func index(_ count: Int) -> Int {
            chance(15) ? [-1, count, 1 << 40][count % 3] : Int.random(in: 0...count, using: &self)
        }

        mutating func entity() -> EntityID { EntityID(rawValue: "e\(Int.random(in: 0...6, using: &self))") }

        mutating func country() -> String? {
            ["US", "RU", "KP", "XX", "", nil, "United States"].randomElement(using: &self) ?? nil
        }

        mutating func text() -> String {
            let texts = [
                "", " ", "Rosneft", "sanctions", "\u{0}", "é", "Kim Jong Un", "😀", "EU",
                String(repeating: "x", count: 300),
            ]
            return texts.randomElement(using: &self) ?? ""
        }

        mutating func extraction(of length: Int) -> Extraction {
            var made = Extraction(model: "foreign", language: chance(90) ? "en" : nil)
            for _ in 0..<Int.random(in: 0...6, using: &self) {
                made.sentences.append(Sentence(offsets(length), paragraph: index(3)))
            }
            for _ in 0..<Int.random(in: 0...20, using: &self) {
                made.mentions.append(
                    Mention(
                        kind: EntityKind.allCases.randomElement(using: &self) ?? .person,
                        offsets: offsets(length),
                        text: text(),
                        sentence: chance(70) ? index(made.sentences.count) : nil,
                        entity: chance(80) ? entity() : nil,
                        country: country(),
                        confidence: [0, 1, -5, 1e300].randomElement(using: &self) ?? 0
                    )
                )
            }
            for _ in 0..<Int.random(in: 0...8, using: &self) {
                made.entities.append(
                    Entity(
                        id: entity(),
                        kind: EntityKind.allCases.randomElement(using: &self) ?? .person,
                        name: text(),
                        country: country(),
                        authority: chance(30) ? "UN" : nil,
                        aliases: [text(), text()],
                        mentions: (0..<3).map { _ in index(made.mentions.count) },
                        identifiers: ["IMO 9074729", "IMO", text()],
                        partOf: chance(30) ? entity() : nil
                    )
                )
            }
            for _ in 0..<3 {
                made.quantities.append(Quantity(offsets: offsets(length), text: text(), value: 1e300, unit: text()))
                made.dates.append(DateMention(offsets: offsets(length), text: text(), value: text()))
                made.money.append(Money(offsets: offsets(length), text: text(), value: -1, currency: text()))
                made.identifiers.append(
                    Identifier(kind: .imo, offsets: offsets(length), text: text(), value: text(), entity: entity())
                )
                made.goods.append(Goods(offsets: offsets(length), text: text(), category: text()))
            }
            return made
        }
    }

    private static let data = URL(filePath: Python.example("../..")).standardized.appending(path: "Pipelines").path
    private let judge: Judge

    init() throws {
        judge = try Judge(
            data: Self.data,
            screener: LiveScreener(Watchlists(data: Self.data, lists: []).load())
        )
    }

    private func article(_ number: Int) -> Article {
        Article(
            id: ArticleID(rawValue: "f"),
            title: "Sanctions",
            body: """
                The United States on Monday imposed sanctions on \(number) Russian firms and the tanker Aurora 😀, \
                the Treasury said. The EU will expand its export ban against Belarus.

                North Korea violated UN Security Council Resolution 2397, said President Kim.
                """
        )
    }

    @Test func `an extraction that fits its article has a verdict whose evidence is in the body, and else a fault`()
        throws
    {
        var random = Generator(state: 7)
        var sound = 0
        for number in 0..<150 {
            let article = article(number)
            let body = Array(article.body.unicodeScalars)
            var extraction = random.extraction(of: body.count)
            if random.chance(60) { extraction.fit(body) }
            extraction = try Extraction(json: JSONParser.parse(extraction.json))
            do throws(JSONError) {
                try extraction.check(against: article)
            } catch {
                #expect(!error.place.isEmpty)
                continue
            }
            sound += 1
            let verdict = judge.verdict(article, extraction)
            #expect(verdict.json == judge.verdict(article, extraction).json)
            try verdict.check(against: article)
        }
        #expect(sound > 50 && sound < 125)
    }

    @Test func `our own extractions and verdicts fit the sample articles`() throws {
        let analyser = try Analyser(data: Self.data, lists: [])
        let samples = try FileManager.default.contentsOfDirectory(atPath: Self.data + "/samples")
            .filter { $0.hasSuffix(".json") }
        #expect(samples.count > 5)
        for name in samples.sorted() {
            let bytes = Array(try Data(contentsOf: URL(filePath: Self.data + "/samples/" + name)))
            let article = try Article(json: JSONParser.parse(bytes))
            let (extraction, verdict, _) = analyser.analyse(article)
            try extraction.check(against: article)
            try verdict.check(against: article)
        }
    }
}

extension Extraction {
    /// Makes spans, texts and references right, and nothing else.
    fileprivate mutating func fit(_ body: [Unicode.Scalar]) {
        func cut(_ offsets: Offsets) -> Offsets {
            min(offsets.lowerBound, body.count)..<min(offsets.upperBound, body.count)
        }
        func text(_ offsets: Offsets) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: body[offsets])
            return String(view)
        }
        var seen: Set<EntityID> = []
        entities = entities.filter { seen.insert($0.id).inserted }
        for index in sentences.indices { sentences[index].offsets = cut(sentences[index].offsets) }
        for index in mentions.indices {
            mentions[index].offsets = cut(mentions[index].offsets)
            mentions[index].text = text(mentions[index].offsets)
            if let entity = mentions[index].entity, !seen.contains(entity) { mentions[index].entity = nil }
            if let sentence = mentions[index].sentence, !sentences.indices.contains(sentence) {
                mentions[index].sentence = nil
            }
        }
        for index in entities.indices { entities[index].mentions.removeAll { !mentions.indices.contains($0) } }
        for index in quantities.indices {
            quantities[index].offsets = cut(quantities[index].offsets)
            quantities[index].text = text(quantities[index].offsets)
        }
        for index in dates.indices {
            dates[index].offsets = cut(dates[index].offsets)
            dates[index].text = text(dates[index].offsets)
        }
        for index in money.indices {
            money[index].offsets = cut(money[index].offsets)
            money[index].text = text(money[index].offsets)
        }
        for index in identifiers.indices {
            identifiers[index].offsets = cut(identifiers[index].offsets)
            identifiers[index].text = text(identifiers[index].offsets)
        }
        for index in goods.indices {
            goods[index].offsets = cut(goods[index].offsets)
            goods[index].text = text(goods[index].offsets)
        }
    }
}
