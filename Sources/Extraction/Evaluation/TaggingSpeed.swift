extension Extractor {
    /// How long the tagger alone takes, its documents being made already.
    ///
    /// - Parameter bodies: The texts.
    /// - Returns: How many tokens they have, and the time for all of them.
    package func tagging(_ bodies: [String]) -> (tokens: Int, time: Duration) {
        let documents = bodies.map { Document($0, gazetteer: gazetteer) }
        let time = ContinuousClock().measure {
            for document in documents { _ = tagger.spans(in: document, style: .named(TrainingPlan.house)) }
        }
        return (documents.reduce(0) { $0 + $1.tokens.count }, time)
    }
}
