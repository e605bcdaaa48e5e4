import Messages

/// What an event tells beside its roles: quantity, legal basis, regime, date and speaker.
struct EventDetails {
    let extraction: Extraction

    func fill(_ event: inout Event, _ candidate: Candidate, _ parse: Parse) {
        let sentence = Self.offsets(0..<parse.words.count, parse)
        event.quantity = quantity(candidate, parse, sentence)
        let laws = parse.words.filter { kind($0) == .law }.map(\.mention)
        event.legalBasis = Self.distinct(laws.map { extraction.mentions[Int($0)].text })
        event.regime = event.legalBasis.lazy.compactMap(Self.regime).first ?? committee(parse)
        event.date = date(candidate, parse, sentence)
        event.speaker = speaker(parse)
    }

    private func kind(_ word: Word) -> EntityKind? {
        word.isMention ? extraction.mentions[Int(word.mention)].kind : nil
    }

    private static func offsets(_ range: Range<Int>, _ parse: Parse) -> Offsets {
        guard let first = range.first, let last = range.last else { return 0..<0 }
        return parse.words[first].offsets.lowerBound..<parse.words[last].offsets.upperBound
    }

    private static func distinct(_ texts: [String]) -> [String] {
        texts.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    // MARK: Quantity

    private func quantity(_ candidate: Candidate, _ parse: Parse, _ sentence: Offsets) -> Event.Amount? {
        if candidate.action == .enforced, let money = extraction.money.first(where: { sentence.overlaps($0.offsets) }) {
            return Event.Amount(value: money.value, unit: money.currency)
        }
        for range in candidate.scope where !range.isEmpty {
            let offsets = Self.offsets(range, parse)
            if let found = extraction.quantities.first(where: { offsets.overlaps($0.offsets) && isCount($0) }) {
                return Event.Amount(value: found.value, unit: found.unit)
            }
            if let counted = NumberReader.count(in: range, parse) { return counted }
        }
        return nil
    }

    private func isCount(_ quantity: Quantity) -> Bool {
        guard let unit = quantity.unit?.lowercased() else { return false }
        return !NumberReader.measures.contains(unit) && !unit.hasPrefix("percent") && unit != "%"
    }

    // MARK: Law and regime

    /// `UN 1718`, `EO 14024`, `EU 833/2014`: the programme that a law's name tells.
    static func regime(of law: String) -> String? {
        let words = law.split(separator: " ")
        guard let number = words.last(where: { $0.first?.isNumber == true }) else { return nil }
        if law.contains("Executive Order") || words.first == "EO" { return "EO \(number)" }
        if law.contains("Resolution") { return "UN \(number)" }
        let isUnion = law.contains("EU") || law.contains("CFSP") || law.hasPrefix("Council ")
        return isUnion && (law.contains("Regulation") || law.contains("Decision")) ? "EU \(number)" : nil
    }

    /// "the 1718 Committee".
    private func committee(_ parse: Parse) -> String? {
        for word in parse.words where kind(word) == .organization {
            let text = extraction.mentions[Int(word.mention)].text.split(separator: " ")
            if text.contains("Committee"),
                let number = text.first(where: { $0.allSatisfy(\.isNumber) && $0.count == 4 })
            {
                return "UN \(number)"
            }
        }
        return nil
    }

    // MARK: Date and speaker

    /// The resolved date nearest to the trigger in its sentence.
    private func date(_ candidate: Candidate, _ parse: Parse, _ sentence: Offsets) -> String? {
        let trigger = Self.offsets(candidate.trigger, parse).lowerBound
        let near = extraction.dates.filter {
            sentence.overlaps($0.offsets) && $0.value != nil && $0.value?.contains("/") == false
        }
        return near.min { abs($0.offsets.lowerBound - trigger) < abs($1.offsets.lowerBound - trigger) }?.value
    }

    private func speaker(_ parse: Parse) -> String? {
        for group in parse.verbs where Self.saying.contains(group.lemma) && group.isFinite {
            for at in group.subject {
                guard let kind = kind(parse.words[at]), kind == .person || kind == .organization || kind == .place
                else { continue }
                return extraction.mentions[Int(parse.words[at].mention)].text
            }
        }
        return nil
    }

    private static let saying: Set<Spelling> = [
        "say", "tell", "announce", "warn", "add", "write", "declare", "confirm", "state", "argue", "insist", "threaten",
        "vow", "urge", "demand",
    ]
}

/// Reads counts in words and digits: "243 new items", "eleven ships", "two dozen officials".
enum NumberReader {
    /// Units that measure and don't count.
    static let measures: Set<String> = [
        "percent", "%", "year", "years", "month", "months", "week", "weeks", "day", "days", "hour", "hours", "euros",
        "dollars", "pounds", "km",
        "tonnes", "tons", "per", "a", "million", "billion", "times",
    ]
    private static let small: [String: Double] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11,
        "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19,
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
        "dozen": 12,
        "hundred": 100, "thousand": 1000,
    ]

    /// The first number in the range that counts persons or things, with the noun that it counts.
    static func count(in range: Range<Int>, _ parse: Parse) -> Event.Amount? {
        for at in range where parse.words[at].tag == .number && !parse.words[at].isMention {
            guard let value = value(parse.known.lower(parse.words[at]).text), value >= 2, at + 1 < parse.words.count
            else { continue }
            if value >= 1900, value < 2100, value == value.rounded() { continue }
            if at > 0, parse.words[at - 1].isMention || ["$", "€", "£", "¥"].contains(parse.words[at - 1].lower) {
                continue
            }
            guard let unit = unit(after: at, parse), !measures.contains(unit) else { continue }
            return Event.Amount(value: value, unit: unit)
        }
        return nil
    }

    private static func unit(after at: Int, _ parse: Parse) -> String? {
        var next = at + 1
        var last: String?
        while next < parse.words.count, next < at + 6 {
            let word = parse.words[next]
            if word.isMention || word.tag == .adjective || word.tag == .number {
                next += 1
            } else if word.tag == .noun {
                last = parse.known.lower(word).text
                if next + 1 < parse.words.count, parse.words[next + 1].tag == .noun { next += 1 } else { break }
            } else {
                break
            }
        }
        return last
    }

    static func value(_ word: String) -> Double? {
        if let value = small[word] { return value }
        let parts = word.split(separator: "-")
        if parts.count == 2, let tens = small[String(parts[0])], let ones = small[String(parts[1])], tens >= 20,
            ones < 10
        {
            return tens + ones
        }
        return Double(word.filter { $0 != "," })
    }
}
