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
            case 1:
                try check(answer, Extraction.schema)
                try Extraction(json: answer).check(against: article(frames[0]))
            case 2:
                try check(answer, Verdict.schema)
                try Verdict(json: answer).check(against: article(frames[0]))
            default: break
            }
            return nil
        } catch {
            return "\(error)"
        }
    }

    private static func article(_ frame: Frame) throws(JSONError) -> Article {
        try Article(json: JSONParser.parse(frame.bytes))
    }

    private static func check(_ answer: JSONValue, _ expected: String) throws(JSONError) {
        let schema = try answer.required("schema")
        guard schema == expected else {
            throw JSONError(.badValue, at: "schema", "schema must be \"\(expected)\", not \"\(schema.prefix(60))\"")
        }
    }
}
