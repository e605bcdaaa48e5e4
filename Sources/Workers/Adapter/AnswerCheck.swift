internal import Messages
internal import ZeroMQ

/// Looks at a foreign program's document before it goes on, so that its faults are found here and not in the next stage.
enum AnswerCheck {
    /// Finds the first thing that is wrong with a document.
    ///
    /// - Parameters:
    ///   - answer: The document.
    ///   - frames: The documents before it: the article, then the extraction.
    /// - Returns: What is wrong and where; nil where nothing is.
    static func fault(in answer: JSONValue, after frames: [Frame]) -> String? {
        do throws(JSONError) {
            switch frames.count {
            case 1: try checkExtraction(answer, body: body(frames[0]))
            case 2: try checkVerdict(answer, body: body(frames[0]))
            default: break
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static func body(_ article: Frame) throws(JSONError) -> [Unicode.Scalar] {
        Array(try Article(json: JSONParser.parse(article.bytes)).body.unicodeScalars)
    }

    private static func checkSchema(_ answer: JSONValue, _ expected: String) throws(JSONError) {
        let schema = try answer.required("schema")
        guard schema == expected else {
            throw JSONError(.badValue, at: "schema", "schema must be \"\(expected)\", not \"\(schema.prefix(60))\"")
        }
    }

    private static func checkExtraction(_ answer: JSONValue, body: [Unicode.Scalar]) throws(JSONError) {
        try checkSchema(answer, Extraction.schema)
        let extraction = try Extraction(json: answer)
        for (index, sentence) in extraction.sentences.enumerated() {
            try check(sentence.offsets, nil, body, "sentences[\(index)]")
        }
        let entities = Set(extraction.entities.map(\.id))
        for (index, mention) in extraction.mentions.enumerated() {
            try check(mention.offsets, mention.text, body, "mentions[\(index)]")
            if let entity = mention.entity, !entities.contains(entity) {
                throw JSONError(.badValue, at: "mentions[\(index)].entity", "there is no entity \(entity)")
            }
        }
        for (index, entity) in extraction.entities.enumerated() {
            if let wrong = entity.mentions.first(where: { !extraction.mentions.indices.contains($0) }) {
                throw JSONError(.badValue, at: "entities[\(index)].mentions", "there is no mention \(wrong)")
            }
        }
        let others = [
            ("quantities", extraction.quantities.map { ($0.offsets, $0.text) }),
            ("dates", extraction.dates.map { ($0.offsets, $0.text) }),
            ("money", extraction.money.map { ($0.offsets, $0.text) }),
            ("identifiers", extraction.identifiers.map { ($0.offsets, $0.text) }),
            ("goods", extraction.goods.map { ($0.offsets, $0.text) }),
        ]
        for (name, spans) in others {
            for (index, span) in spans.enumerated() { try check(span.0, span.1, body, "\(name)[\(index)]") }
        }
    }

    private static func checkVerdict(_ answer: JSONValue, body: [Unicode.Scalar]) throws(JSONError) {
        try checkSchema(answer, Verdict.schema)
        for (index, event) in try Verdict(json: answer).events.enumerated() {
            for (number, evidence) in event.evidence.enumerated() {
                try check(evidence.offsets, evidence.text, body, "events[\(index)].evidence[\(number)]")
            }
        }
    }

    private static func check(
        _ offsets: Offsets,
        _ text: String?,
        _ body: [Unicode.Scalar],
        _ place: String
    ) throws(JSONError) {
        guard offsets.upperBound <= body.count else {
            let reason = "the body has \(body.count) code points, so \(offsets) is outside"
            throw JSONError(.badValue, at: place, reason)
        }
        guard let text, !body[offsets].elementsEqual(text.unicodeScalars) else { return }
        var there = String.UnicodeScalarView()
        there.append(contentsOf: body[offsets].prefix(80))
        let reason = "at \(offsets) the body has \"\(String(there))\", not \"\(text.prefix(80))\""
        throw JSONError(.badValue, at: place, reason)
    }
}
