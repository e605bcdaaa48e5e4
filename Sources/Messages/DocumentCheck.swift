extension Extraction {
    /// Checks that the document fits its article: spans lie in the body and hold their text, and references lead somewhere.
    ///
    /// A stage does this once with what another program may have made, and can rely on it from there on.
    ///
    /// - Parameter article: The article that the extraction was made of.
    /// - Throws: ``JSONError`` with the place of the first fault.
    package func check(against article: Article) throws(JSONError) {
        let body = BodyText(article.body)
        for (index, sentence) in sentences.enumerated() {
            try body.check(sentence.offsets, nil, "sentences[\(index)]")
        }
        try checkMentions(body)
        try checkEntities()
        try body.check(quantities.map { ($0.offsets, $0.text) }, "quantities")
        try body.check(dates.map { ($0.offsets, $0.text) }, "dates")
        try body.check(money.map { ($0.offsets, $0.text) }, "money")
        try body.check(identifiers.map { ($0.offsets, $0.text) }, "identifiers")
        try body.check(goods.map { ($0.offsets, $0.text) }, "goods")
    }

    private func checkMentions(_ body: BodyText) throws(JSONError) {
        let known = Set(entities.map(\.id))
        for (index, mention) in mentions.enumerated() {
            try body.check(mention.offsets, mention.text, "mentions[\(index)]")
            if let entity = mention.entity, !known.contains(entity) {
                throw JSONError(.badValue, at: "mentions[\(index)].entity", "there is no entity \(entity)")
            }
            if let sentence = mention.sentence, !sentences.indices.contains(sentence) {
                throw JSONError(.badValue, at: "mentions[\(index)].sentence", "there is no sentence \(sentence)")
            }
        }
    }

    private func checkEntities() throws(JSONError) {
        var known: Set<EntityID> = []
        for (index, entity) in entities.enumerated() {
            guard known.insert(entity.id).inserted else {
                throw JSONError(.badValue, at: "entities[\(index)].id", "the id \(entity.id) is there twice")
            }
            if let wrong = entity.mentions.first(where: { !mentions.indices.contains($0) }) {
                throw JSONError(.badValue, at: "entities[\(index)].mentions", "there is no mention \(wrong)")
            }
        }
    }
}

extension Verdict {
    /// Checks that the spans of the evidence lie in the article's body and hold their text.
    ///
    /// - Parameter article: The article that the verdict is about.
    /// - Throws: ``JSONError`` with the place of the first fault.
    package func check(against article: Article) throws(JSONError) {
        let body = BodyText(article.body)
        for (index, event) in events.enumerated() {
            try body.check(event.evidence.map { ($0.offsets, $0.text) }, "events[\(index)].evidence")
        }
    }
}

/// A body by its code points.
private struct BodyText {
    private let scalars: [Unicode.Scalar]

    init(_ body: String) { scalars = Array(body.unicodeScalars) }

    func check(_ spans: [(Offsets, String)], _ place: String) throws(JSONError) {
        for (index, span) in spans.enumerated() { try check(span.0, span.1, "\(place)[\(index)]") }
    }

    func check(_ offsets: Offsets, _ text: String?, _ place: String) throws(JSONError) {
        guard offsets.upperBound <= scalars.count else {
            let reason = "the body has \(scalars.count) code points, so \(offsets) is outside"
            throw JSONError(.badValue, at: place, reason)
        }
        guard let text, !scalars[offsets].elementsEqual(text.unicodeScalars) else { return }
        var there = String.UnicodeScalarView()
        there.append(contentsOf: scalars[offsets].prefix(80))
        let reason = "at \(offsets) the body has \"\(String(there))\", not \"\(text.prefix(80))\""
        throw JSONError(.badValue, at: place, reason)
    }
}
