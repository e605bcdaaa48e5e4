import Language
import Messages

/// Makes events of candidates: what is told twice becomes one event.
struct EventMerger {
    private let read: ReadText
    private let mentions: [Mention]

    init(_ read: ReadText) {
        self.read = read
        mentions = read.extraction.mentions
    }

    func events(_ candidates: [Candidate]) -> [Event] {
        var kept: [Candidate] = []
        for candidate in candidates where !candidate.isRejected && !isPunished(candidate, in: candidates) {
            if let index = kept.firstIndex(where: { isSame($0, candidate) }) {
                merge(candidate, into: &kept[index])
            } else {
                kept.append(candidate)
            }
        }
        return kept.map(event)
    }

    /// A breach that is told only as the reason of a punishment in the same sentence is no event of its own.
    private func isPunished(_ candidate: Candidate, in all: [Candidate]) -> Bool {
        guard candidate.action == .violated else { return false }
        return all.contains {
            $0.action == .enforced && !$0.isRejected && $0.parse == candidate.parse
                && $0.trigger.lowerBound < candidate.trigger.lowerBound
        }
    }

    private func isSame(_ one: Candidate, _ other: Candidate) -> Bool {
        guard one.action == other.action else { return false }
        let isSameSentence = one.parse == other.parse
        guard Code.areSame(one.issuer, other.issuer) || one.issuer.isEmpty || other.issuer.isEmpty else { return false }
        if Code.areSame(one.target, other.target) {
            return isSameSentence || one.action != .imposed || overlaps(one.measures, other.measures)
        }
        return isSameSentence
            && (one.target.isEmpty || other.target.isEmpty || one.target.contains(where: other.target.contains))
    }

    private func overlaps(_ one: MeasureSet, _ other: MeasureSet) -> Bool {
        one == .unspecified || other == .unspecified || !one.isDisjoint(with: other)
    }

    private func merge(_ other: Candidate, into one: inout Candidate) {
        one.measures.formUnion(other.measures)
        if one.measures.count > 1 { one.measures.remove(.unspecified) }
        for mention in other.targetMentions where !one.targetMentions.contains(mention) {
            one.targetMentions.append(mention)
        }
        if one.issuer.isEmpty { one.issuer = other.issuer }
        if one.parse == other.parse || one.target.isEmpty {
            for code in other.target where !one.target.contains(code) { one.target.append(code) }
        }
    }

    private func event(_ candidate: Candidate) -> Event {
        let parse = read.parses[candidate.parse]
        var event = Event(
            action: candidate.action,
            measures: candidate.measures.measures,
            issuer: candidate.issuer.map(\.text),
            target: candidate.target.map(\.text),
            confidence: 0.5
        )
        event.targetNames = names(candidate)
        event.confidence = (candidate.score * 100).rounded() / 100
        EventDetails(extraction: read.extraction).fill(&event, candidate, parse)
        event.because =
            ["frame:\(candidate.frame.partName)"]
            + candidate.operators.map { "operator:\($0.sign.rawValue)\(parse.known.lemma(parse.words[$0.word]).text)" }
            + ["issuer:\(candidate.issuerSource.partName)", "target:\(candidate.targetSource.partName)"]
        let trigger =
            parse.words[candidate.trigger.lowerBound].offsets
            .lowerBound..<parse.words[candidate.trigger.upperBound - 1].offsets.upperBound
        event.evidence.append(Event.Evidence(role: .trigger, offsets: trigger, text: text(trigger)))
        for mention in candidate.issuerMentions { add(mention, .issuer, &event) }
        for mention in candidate.targetMentions { add(mention, .target, &event) }
        let sentence = read.sentences[parse.sentence].offsets
        event.evidence.append(Event.Evidence(role: .sentence, offsets: sentence, text: text(sentence)))
        return event
    }

    private func text(_ offsets: Offsets) -> String { read.text.text[offsets] }

    private func add(_ mention: Int32, _ role: Event.Evidence.Role, _ event: inout Event) {
        let place = Int(mention)
        event.evidence.append(
            Event.Evidence(role: role, offsets: mentions[place].offsets, text: mentions[place].text)
        )
    }

    private func names(_ candidate: Candidate) -> [String] {
        var names: [String] = []
        for mention in candidate.targetMentions {
            switch mentions[Int(mention)].kind {
            case .person, .organization, .vessel, .aircraft: break
            case .place, .nationality, .law: continue
            }
            let name = fullest(Int(mention))
            if !names.contains(name) { names.append(name) }
        }
        return names
    }

    /// The longest form of the name that the body has.
    private func fullest(_ mention: Int) -> String {
        guard let id = mentions[mention].entity else { return mentions[mention].text }
        let forms = mentions.indices.lazy
            .filter { mentions[$0].kind == mentions[mention].kind && mentions[$0].entity == id }
            .map { mentions[$0].text }
        return forms.max { ($0.count, $1) < ($1.count, $0) } ?? mentions[mention].text
    }
}
