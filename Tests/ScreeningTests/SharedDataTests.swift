import Foundation
import Messages
import Screening
import Testing

/// Real lists and names, which lie outside the repository.
///
/// They are looked for in `shared` beside the checkout, or in the folder that INTERDICT_SHARED names; without them the tests
/// that need them are skipped.
enum SharedData {
    static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["INTERDICT_SHARED"]
        let folder = named ?? ShippedData.checkout + "/../shared"
        return FileManager.default.fileExists(atPath: folder + "/lists") ? folder : nil
    }()

    static func path(_ name: String) -> String { (folder ?? "") + "/" + name }

    static let sdn = Result {
        try ListLibrary(names: ShippedData.names.get()).screener([
            [path("lists/ofac-2024-05-03/sdn.csv"), path("lists/ofac-2025-12/alt.csv")]
        ])
    }

    static func lines(_ name: String) throws -> [String] {
        try String(contentsOfFile: path(name), encoding: .utf8).split(separator: "\n").map(String.init)
    }
}

@Suite(.enabled(if: SharedData.folder != nil, "the shared lists are not here"), .serialized, .timeLimit(.minutes(10)))
struct SharedDataTests {
    @Test func `the spellings of one name lead to one entry`() throws {
        let screener = try SharedData.sdn.get()
        let names = try SharedData.lines("screening/putin_names.txt")
        let found = names.filter { screener.index.search($0, least: 0.3, limit: 1).first?.entry.id == "35096" }
        #expect(names.count == 81)
        #expect(found.count >= 75)
    }

    @Test(arguments: ["Kim Jong-un", "Gim Jeong-eun", "Kim Chŏng-ŭn", "김정은", "金正恩"])
    func `no other Kim comes near`(_ name: String) throws {
        let hits = try SharedData.sdn.get().index.search(name, kind: .person)
        #expect(hits.map(\.entry.id) == ["20157"])
    }

    @Test func `names in their own script find their Latin form, and no other's`() throws {
        let file = try ListFile(path: SharedData.path("screening/original_script.tsv"))
        var reader = CSVReader(file.bytes, separator: 0x09)
        _ = reader.next()
        var rows: [[String]] = []
        while let row = reader.next() { rows.append(row.fields) }
        let parser = try ShippedData.names.get().parser
        let matcher = NameMatcher()
        var (found, confused) = (0, 0)
        for (place, row) in rows.enumerated() {
            let kind: ListEntry.Kind = row[0] == "Person" ? .person : .organization
            let next = rows[(place + 1) % rows.count]
            let ours = parser.parse(row[2], kind)
            if matcher.score(ours, parser.parse(row[3], kind)) >= NameMatcher.review { found += 1 }
            if next[0] == row[0], matcher.score(ours, parser.parse(next[3], kind)) >= NameMatcher.review {
                confused += 1
            }
        }
        #expect(Double(found) >= 0.75 * Double(rows.count))
        #expect(Double(confused) <= 0.005 * Double(rows.count))
    }

    @Test func `made-up persons stay unflagged, and the UN's own persons are found`() throws {
        let un = try ListLibrary(names: ShippedData.names.get()).screener([
            [SharedData.path("lists/un/consolidated-2026-02-27.xml")]
        ])
        func share(_ name: String, every step: Int) throws -> Double {
            var reader = CSVReader(try ListFile(path: SharedData.path(name)).bytes)
            _ = reader.next()
            var (count, flagged, place) = (0, 0, 0)
            while let row = reader.next() {
                place += 1
                guard place % step == 0 else { continue }
                count += 1
                if !un.index.search(row.fields[0], kind: .person, limit: 1).isEmpty { flagged += 1 }
            }
            return Double(flagged) / Double(count)
        }
        let global = try share("screening/negatives/negatives_global.csv", every: 100)
        let american = try share("screening/negatives/negatives_us.csv", every: 100)
        #expect((global + american) / 2 <= 0.003)
        #expect(try share("screening/positives/un.csv", every: 3) >= 0.985)
    }

    /// What the extraction makes of the article that started the project, by hand.
    @Test func `the first article hits its listed persons and nothing else`() throws {
        let body = try String(contentsOfFile: SharedData.path("eval/treaty.txt"), encoding: .utf8)
        var extraction = Extraction(model: "test")
        let entities: [(EntityKind, String, String?, String?, String?)] = [
            (.person, "Kim Jong-un", "KP", "North Korean leader", nil),
            (.person, "Vladimir Putin", "RU", "Russian President", nil),
            (.person, "Sergei Lavrov", "RU", "Russian Foreign Minister", nil),
            (.organization, "Korean Central Telegraph Agency", "KP", nil, nil),
            (.organization, "KCNA", "KP", nil, nil), (.organization, "Russia Today", "RU", nil, nil),
            (.organization, "Sputnik", "RU", nil, nil), (.organization, "RSF", nil, nil, nil),
            (.organization, "UN Security Council", nil, nil, "UN"),
            (.organization, "UN Security Council", nil, nil, nil),
            (.place, "South Korea", "KR", nil, nil), (.place, "North Korea", "KP", nil, nil),
            (.place, "Russia", "RU", nil, nil), (.organization, "Kremlin", "RU", nil, nil),
        ]
        for (place, (kind, name, country, role, authority)) in entities.enumerated() {
            let id = EntityID(rawValue: "e\(place + 1)")
            extraction.entities.append(
                Entity(id: id, kind: kind, name: name, country: country, authority: authority, role: role)
            )
            if let range = body.range(of: name) {
                let start = body.unicodeScalars.distance(from: body.startIndex, to: range.lowerBound)
                let mention = Mention(
                    kind: kind,
                    offsets: start..<start + name.unicodeScalars.count,
                    text: name,
                    entity: id,
                    country: country
                )
                extraction.mentions.append(mention)
            }
        }
        let article = Article(id: ArticleID(rawValue: "treaty"), title: "", body: body)
        let matches = try SharedData.sdn.get().screen(article, extraction).matches
        #expect(
            matches.map { "\($0.text) \($0.entryID) \($0.role)" } == [
                "Kim Jong-un 20157 party", "Vladimir Putin 35096 party", "Sergei Lavrov 35233 party",
            ]
        )
    }
}
