import FoundationEssentials
import Messages
import Testing

@testable import Classification

/// Words, codes and features' names as numbers: as good as the texts that they stand for.
struct NumberedTextTests {
    @Test func `a feature's hash is that of its name, in whatever parts it comes`() {
        let name = "governor-class=impose|passive=true|söme wörds of ä longer näme"
        let whole = NameHash(name)
        let scalars = Array(name.unicodeScalars)
        for first in 0...scalars.count {
            for second in first...scalars.count {
                let parts = [0..<first, first..<second, second..<scalars.count].map { range in
                    var view = String.UnicodeScalarView()
                    view.append(contentsOf: scalars[range])
                    return NameHash(String(view))
                }
                #expect(parts[0] + parts[1] + parts[2] == whole)
                #expect(parts[0] + (parts[1] + parts[2]) == whole)
            }
        }
    }

    @Test(arguments: [0, 7, 9, 10, 99, 100, 999, 1000, 1999, 9999, 10_000, 123_456])
    func `a number's hash is that of its digits`(_ number: Int) {
        #expect(number.nameHash == NameHash("\(number)"))
        #expect(number.partName == "\(number)")
    }

    @Test func `a literal's hash is that of its text`() {
        let name: FeatureName = "sentence-sanctions="
        #expect(name.nameHash == NameHash("sentence-sanctions="))
        #expect(name.partName == "sentence-sanctions=")
        #expect(NameHash(literal: "") == NameHash(""))
    }

    @Test func `a list keeps the same key for a name whole and in parts`() {
        var parts = FeatureList(keepsNames: true)
        parts.add("rule=", Action.calledFor, "|", false)
        parts.add(of: RoleSource.governorSubject, "|passive=", true)
        parts.add(of: RoleSource.article2, "|", Frame.listing)
        parts.add("trait", 12, "|", Code.eu, "|", Candidate.Source.object)
        #expect(
            parts.names == [
                "rule=called-for|false", "governor-subject|passive=true", "article-2|listing", "trait12|EU|object",
            ]
        )
        #expect(parts.keys == FeatureList(names: parts.names).keys)
    }

    @Test func `every enumeration of features has a name of its own at the place of each case`() {
        func check<Cases: FeatureEnumeration & Equatable>(_ type: Cases.Type) {
            let cases = Array(Cases.allCases)
            #expect(cases.map(\.place) == Array(cases.indices))
            #expect(Set(cases.map(\.partName)).count == cases.count)
            #expect(cases.allSatisfy { $0.nameHash == NameHash($0.partName) })
        }
        check(Frame.self)
        check(Candidate.Source.self)
        check(VerbGroup.Modal.self)
        check(RoleSource.self)
        check(Action.self)
        check(Measure.self)
        check(EntityKind.self)
        for source in Candidate.Source.allCases {
            #expect(RoleSource.rule(source).partName == "rule-\(source.partName)")
            #expect(RoleSource.rule(source).isRule)
        }
        #expect(!RoleSource.asked.isRule)
        #expect(WordClass.names.allSatisfy { name, one in one.members.map(\.partName) == [name] })
    }

    @Test func `a spelling is the same as a literal and as a text, of up to 15 bytes`() {
        let literals: [Spelling] = ["", "to", "sanction", "sanctions", "countermeasure", "countermeasures", "’"]
        let texts = ["", "to", "sanction", "sanctions", "countermeasure", "countermeasures", "’"]
        #expect(texts.map { Spelling($0) } == literals)
        let others =
            (0...40).map { String(repeating: "a", count: $0) } + [
                "on", "no", "on\0", "countersanctions", "aaaaaaaaaaaaaaaaab",
            ]
        #expect(Set(others.map { Spelling($0) }).count == others.count)
    }

    @Test func `a code gives its text back, and codes have the order of their texts`() throws {
        _ = try Lexicon(folder: Checkout.lexicon)
        let texts = [
            "AA", "AU", "ECOWAS", "EU", "G7", "Commonwealth", "KP", "KR", "RU", "UN", "US", "ZZ", "World Bank",
        ]
        let codes = try texts.map { try #require(Code($0)) }
        #expect(codes.map(\.text) == texts)
        #expect(
            codes.sorted().map(\.text)
                == texts.sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) }
        )
        #expect(Set(codes).count == texts.count)
        #expect(Code("EU") == .eu && Code("UN") == .un && Code("G7") == .g7)
        for text in ["", "gb", "Gb", "12", "ÄÖ", "RUS", "Some Authority That Nobody Knows"] {
            #expect(Code(text) == nil)
        }
        #expect(codes.filter(\.isCountry).map(\.text) == ["AA", "AU", "KP", "KR", "RU", "US", "ZZ"])
        #expect(codes.allSatisfy { $0.nameHash == NameHash($0.text) })
    }

    @Test func `a set of codes has what was put into it`() throws {
        let codes = try (0..<26).map { try #require(Code("A\(UnicodeScalar(65 + $0)!)")) }
        for count in 0...codes.count {
            let set = CodeSet(codes.prefix(count))
            #expect(codes.filter(set.contains) == Array(codes.prefix(count)))
        }
        var set = CodeSet("RU KP")
        let (isNew, isNewAgain) = (set.insert(.eu), set.insert(.eu))
        #expect(isNew && !isNewAgain)
        #expect(set.contains(.eu) && !set.contains(.un))
    }

    @Test func `codes are ranked by weight, and by the alphabet where they weigh alike`() throws {
        var weights = CodeWeights()
        for (text, weight) in [("RU", 1.0), ("KP", 0.5), ("IR", 1), ("KP", 1.5), ("CN", 0.2)] {
            weights.add(try #require(Code(text)), weight)
        }
        #expect(weights.ranking.map(\.text) == ["KP", "IR", "RU", "CN"])
        let ranks = CodeRanks(weights.ranking)
        #expect(try ranks[#require(Code("IR"))] == 1)
        #expect(ranks[.un] == CodeRanks.none)
        #expect(CodeRanks([])[.eu] == CodeRanks.none)
    }

    @Test func `the model knows every name that an enumeration has, and no other`() throws {
        let text = try String(contentsOfFile: Checkout.lexicon + "/events.model", encoding: .utf8)
        var parts: [Substring: [Substring]] = [:]
        var part: Substring = ""
        for line in text.split(separator: "\n") {
            if line.hasPrefix("## ") { part = line.dropFirst(3) } else { parts[part, default: []].append(line) }
        }
        func values(_ prefix: String, in part: Substring) -> Set<String> {
            Set(
                (parts[part] ?? []).filter { $0.hasPrefix(prefix) }.compactMap { line in
                    line.dropFirst(prefix.count).split { "|\t".contains($0) }.first.map(String.init)
                }
            )
        }
        #expect(values("frame=", in: "events").isSubset(of: Frame.allCases.map(\.partName)))
        #expect(values("frame=", in: "events").count > Frame.allCases.count / 2)
        #expect(values("issuer=", in: "events").isSubset(of: Candidate.Source.allCases.map(\.partName)))
        #expect(values("modal=", in: "events").isSubset(of: VerbGroup.Modal.allCases.map(\.partName)))
        #expect(values("measure=", in: "events").isSubset(of: Measure.allCases.map(\.partName)))
        // A source stands by itself before its action.
        for part: Substring in ["issuers", "targets"] {
            let sources = (parts[part] ?? []).filter { $0.contains("|imposed\t") && !$0.contains("=") }
                .compactMap { $0.split(separator: "|").first.map(String.init) }
                .filter { !["empty", "body", "in-subject", "in-object", "in-scope", "is-EU", "is-UN"].contains($0) }
            #expect(sources.count > 8)
            #expect(Set(sources).isSubset(of: RoleSource.allCases.map(\.partName)))
        }
    }

    @Test func `every authority of the gazetteer has a code`() throws {
        _ = try Lexicon(folder: Checkout.lexicon)
        let file = Checkout.root + "/Pipelines/gazetteer/organizations.tsv"
        for line in try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n") where line.first != "#" {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count > 1, !fields[1].isEmpty else { continue }
            #expect(Code(String(fields[1])) != nil, "\(fields[1]): add it to bodies in authorities.txt")
        }
    }

    @Test func `a short list is an array of any length`() {
        var list: Mentions = []
        var array: [Int32] = []
        for number in 0..<9 as Range<Int32> {
            #expect(Array(list) == array && list.count == array.count && list.first == array.first)
            #expect(list == Mentions(array) && list.isEmpty == array.isEmpty)
            for place in array.indices {
                var (shorter, rest) = (list, array)
                shorter.remove(at: place)
                rest.remove(at: place)
                #expect(Array(shorter) == rest && shorter != list)
            }
            list.append(number - 4)
            array.append(number - 4)
        }
        #expect(Array(list.filter { $0 > 0 } + [7]) == [1, 2, 3, 4, 7])
        list.removeAll { $0 < 3 }
        #expect(list == [3, 4])
    }

    @Test func `a table by hashes keeps what was put into it last`() {
        var table = HashedTable<Int>()
        #expect(table[NameHash("none")] == nil)
        for number in 0..<1000 { #expect(table.insert(number, NameHash("word\(number)")) == nil) }
        #expect(table.insert(-1, NameHash("word500")) == 500)
        #expect((0..<1000).allSatisfy { table[NameHash("word\($0)")] == ($0 == 500 ? -1 : $0) })
        #expect(table[NameHash("word1000")] == nil)
        #expect(HashedTable(["a": 1, "b": 2])[NameHash("b")] == 2)
    }

    @Test func `measures keep their order`() {
        var set: MeasureSet = []
        for measure in Measure.allCases.reversed() { set.insert(measure) }
        #expect(set.measures == Measure.allCases)
        set.remove(.energy)
        #expect(set.count == Measure.allCases.count - 1)
        #expect(!set.contains(.energy))
    }
}
