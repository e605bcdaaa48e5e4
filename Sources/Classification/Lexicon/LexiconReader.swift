import FoundationEssentials
import Messages

/// Reads and checks the files of one language's entries.
struct LexiconReader {
    static let files = ["verbs.txt", "words.txt", "measures.txt", "authorities.txt", "figures.txt", "clusters.txt"]

    let folder: String
    let language: String
    /// FNV-1a hash over all files, in hexadecimal digits.
    private(set) var hash = ""
    private(set) var entries = Lexicon.Entries()
    private(set) var findings: [LexiconFinding] = []
    private var seen: [String: Int] = [:]

    init(folder: String) {
        self.folder = folder
        language = folder.split(separator: "/").last.map(String.init) ?? ""
    }

    mutating func read() throws {
        let texts = try Self.files.map(text(of:))
        var hash = FNV()
        for text in texts { hash.add(text) }
        self.hash = hash.hexadecimal
        readVerbs(texts[0])
        readWords(LexiconFile(name: Self.files[1], text: texts[1]))
        readMeasures(LexiconFile(name: Self.files[2], text: texts[2]))
        readAuthorities(LexiconFile(name: Self.files[3], text: texts[3]))
        readFigures(LexiconFile(name: Self.files[4], text: texts[4]))
        entries.clusters = WordClusters(text: texts[5]) { note(5, $0, $1) }
        findings.sort { ($0.file, $0.line) < ($1.file, $1.line) }
    }

    private func text(of file: String) throws -> String {
        let path = "\(folder)/\(file)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LexiconFinding(file: path, line: 0, reason: "the lexicon's file is missing or cannot be read")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw LexiconFinding(file: path, line: 0, reason: "the lexicon's file is not valid UTF-8")
        }
        return text
    }

    private mutating func note(_ file: Int, _ line: Int, _ reason: String) {
        findings.append(LexiconFinding(file: Self.files[file], line: line, reason: reason))
    }

    // MARK: Verbs

    private mutating func readVerbs(_ text: String) {
        entries.forms.reserveCapacity(14_000)
        var number = 0
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            guard let first = line.first, first != "#" else { continue }
            let fields = line.split(separator: " ").map(String.init)
            guard fields.count == 6 else {
                note(
                    0,
                    number,
                    "a verb has six fields (base, past, participle, -ing form, third person, mark), this line has \(fields.count)"
                )
                continue
            }
            guard let nominal = Self.marks[fields[5]] else {
                note(0, number, "the mark is one of - n N A, not \"\(fields[5])\"")
                continue
            }
            add(verb: fields[0], forms: fields, nominal: nominal)
        }
    }

    private static let marks: [String: Lexicon.Nominal] = ["-": .never, "n": .also, "N": .mostly, "A": .adjective]

    private mutating func add(verb: String, forms: [String], nominal: Lexicon.Nominal) {
        set(forms[1], verb, .past, .unknown)
        set(forms[2], verb, .participle, .unknown)
        set(forms[3], verb, .gerund, .unknown)
        set(forms[4], verb, .third, nominal)
        set(forms[0], verb, .base, nominal)
    }

    private mutating func set(_ form: String, _ verb: String, _ shape: Lexicon.VerbShapes, _ nominal: Lexicon.Nominal) {
        var entry = entries.forms[form] ?? Lexicon.Form()
        if entry.verb == nil || shape == .base { entry.verb = verb }
        entry.shapes.insert(shape)
        if nominal != .unknown { entry.nominal = nominal }
        entries.forms[form] = entry
    }

    // MARK: Words

    private mutating func readWords(_ file: LexiconFile) {
        findings += file.findings
        for entry in file.entries {
            switch entry.kind {
            case "verbs", "nouns": readClass(entry)
            case "tags": readTags(entry)
            default: note(1, entry.line, "the kind is verbs, nouns or tags, not \"\(entry.kind)\"")
            }
        }
    }

    private mutating func readClass(_ entry: LexiconEntry) {
        guard let wordClass = WordClass.named(entry.name) else {
            return note(1, entry.line, "there is no word class \"\(entry.name)\"")
        }
        for item in entry.items {
            let words = item.text.split(separator: " ").map(String.init)
            if let previous = seen["\(entry.kind) \(entry.name) \(item.text)"] {
                note(1, item.line, "\"\(item.text)\" stands in \(entry.name) already, on line \(previous)")
            }
            seen["\(entry.kind) \(entry.name) \(item.text)"] = item.line
            if entry.kind == "verbs" {
                add(verbPhrase: words, wordClass, line: item.line)
            } else {
                add(nounPhrase: words, wordClass)
            }
        }
    }

    private mutating func add(verbPhrase words: [String], _ wordClass: WordClass, line: Int) {
        guard let first = words.first else { return }
        if entries.forms[first]?.verb != first, first != "be", first != "have", first != "do", first != "would",
            first != "must", first != "not"
        {
            note(1, line, "\"\(first)\" is no verb's base form of verbs.txt: add it there first")
        }
        if words.count == 1 {
            entries.verbs[first, default: []].formUnion(wordClass)
        } else {
            Self.add(words, wordClass, to: &entries.verbPhrases[first, default: []])
        }
    }

    private mutating func add(nounPhrase words: [String], _ wordClass: WordClass) {
        guard let first = words.first else { return }
        if words.count == 1 {
            entries.nouns[first, default: []].formUnion(wordClass)
        } else {
            Self.add(words, wordClass, to: &entries.nounPhrases[first, default: []])
        }
    }

    private static func add(_ words: [String], _ wordClass: WordClass, to phrases: inout [Lexicon.Phrase]) {
        let text = words.joined(separator: " ")
        if let index = phrases.firstIndex(where: { $0.text == text }) {
            phrases[index].classes.formUnion(wordClass)
        } else {
            phrases.append(Lexicon.Phrase(words, wordClass))
            phrases.sort { $0.rest.count > $1.rest.count }
        }
    }

    private static let tags: [String: Tag] = [
        "determiner": .determiner, "pronoun": .pronoun, "preposition": .preposition, "conjunction": .conjunction,
        "subordinator": .subordinator, "relative": .relative, "modal": .modal, "be": .be, "have": .have, "do": .do,
        "negation": .negation, "adverb": .adverb, "number": .number,
    ]

    private mutating func readTags(_ entry: LexiconEntry) {
        guard let tag = Self.tags[entry.name] else { return note(1, entry.line, "there is no tag \"\(entry.name)\"") }
        for item in entry.items where !item.text.contains(" ") {
            if entries.forms[item.text]?.closed == nil || tag == .negation {
                entries.forms[item.text, default: Lexicon.Form()].closed = tag
            }
        }
    }

    // MARK: Measures and authorities

    private mutating func readMeasures(_ file: LexiconFile) {
        findings += file.findings
        for entry in file.entries {
            guard entry.kind == "measure" || entry.kind == "weak" else {
                note(2, entry.line, "the kind is measure or weak, not \"\(entry.kind)\"")
                continue
            }
            guard let measure = Measure(rawValue: entry.name) else {
                note(2, entry.line, "there is no measure \"\(entry.name)\"")
                continue
            }
            for item in entry.items { add(cue: item.text, measure, isWeak: entry.kind == "weak") }
        }
    }

    private mutating func add(cue: String, _ measure: Measure, isWeak: Bool) {
        let words = cue.split(separator: " ").map(String.init)
        guard let first = words.first else { return }
        let rest = words.dropFirst().map(Spelling.init)
        if isWeak, let index = entries.cues[first]?.firstIndex(where: { $0.rest == rest && $0.measure == measure }) {
            entries.cues[first]?[index].isWeak = true
        } else {
            entries.cues[first, default: []].append(Lexicon.Cue(rest: rest, measure: measure, isWeak: isWeak))
            entries.cues[first]?.sort { $0.rest.count > $1.rest.count }
        }
    }

    private mutating func readFigures(_ file: LexiconFile) {
        findings += file.findings
        for entry in file.entries {
            let names = entry.items.map(\.text)
            let code = code(4, entry)
            switch entry.kind {
            case "person": entries.authorities.add(figures: names, code)
            case "home": entries.authorities.add(homes: names, code)
            default: note(4, entry.line, "the kind is person or home, not \"\(entry.kind)\"")
            }
            if entry.name.isEmpty { note(4, entry.line, "the code of the country or body is missing") }
        }
    }

    /// The code that an entry's name is.
    private mutating func code(_ file: Int, _ entry: LexiconEntry) -> Code? {
        code(file, entry.line, entry.name == "AU-GOV" ? "AU" : entry.name)
    }

    private mutating func code(_ file: Int, _ line: Int, _ text: String) -> Code? {
        guard !text.isEmpty else { return nil }
        if let code = Code.known(text) { return code }
        note(file, line, "there is no room for the name \"\(text)\": too many bodies have codes")
        return nil
    }

    private mutating func codes(_ entry: LexiconEntry) -> [Code] {
        entry.items.compactMap { code(3, $0.line, $0.text) }
    }

    private static let coded: Set<String> = ["issuer", "place", "person", "rule", "regime"]

    private mutating func readAuthorities(_ file: LexiconFile) {
        findings += file.findings
        for entry in file.entries {
            let names = entry.items.map(\.text)
            let code = code(3, entry)
            switch entry.kind {
            case "issuer": entries.authorities.add(issuers: names, code)
            case "place": entries.authorities.add(places: names, code)
            case "person": entries.authorities.add(persons: names, code)
            case "rule": entries.authorities.add(rules: names, code)
            case "regime": entries.authorities.regimes.add(codes(entry), of: code)
            case "usual-issuers": for code in codes(entry) { entries.authorities.usualIssuers.insert(code) }
            case "usual-targets": for code in codes(entry) { entries.authorities.usualTargets.insert(code) }
            case "bodies": _ = codes(entry)
            default:
                let kinds = "issuer, place, person, rule, regime, bodies, usual-issuers or usual-targets"
                note(3, entry.line, "the kind is \(kinds), not \"\(entry.kind)\"")
            }
            if Self.coded.contains(entry.kind), entry.name.isEmpty {
                note(3, entry.line, "the code of the country or body is missing")
            }
        }
    }
}

/// The FNV-1a hash of some texts.
struct FNV {
    private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

    mutating func add(_ text: String) {
        for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }

    mutating func add(_ byte: UInt8) { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }

    var hexadecimal: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
