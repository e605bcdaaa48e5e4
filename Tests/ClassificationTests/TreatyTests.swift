#if canImport(Extraction)
    import Classification
    import Extraction
    import Foundation
    import Messages
    import Testing

    /// The article that the shared data hold beside the checkout, through extraction and classification.
    @Suite(.timeLimit(.minutes(5)))
    struct TreatyTests {
        private static let path =
            (ProcessInfo.processInfo.environment["INTERDICT_SHARED"] ?? Checkout.root + "/../shared")
            + "/eval/treaty.txt"

        @Test(.enabled(if: FileManager.default.fileExists(atPath: path), "the shared data are not beside the checkout"))
        func `the treaty article tells three events, and no weapons supply`() throws {
            let text = try String(contentsOfFile: Self.path, encoding: .utf8)
            let article = Article(
                id: ArticleID(rawValue: "treaty"),
                title: "",
                body: text,
                published: "2024-06-20T00:00:00Z",
                language: "en"
            )
            let extraction = try Extractor(resources: Checkout.root + "/Pipelines").extract(article)
            let verdict = try Classifier(lexicon: Checkout.lexicon).classify(article, extraction)
            let told = verdict.events.map { event in
                let (issuer, target) = (
                    event.issuer.joined(separator: ","), event.target.sorted().joined(separator: ",")
                )
                return
                    "\(event.action.rawValue) \(issuer)>\(target) \(event.measures.map(\.rawValue).joined(separator: ","))"
            }
            #expect(
                told.sorted() == [
                    "expanded KR>RU export-control", "imposed KR>KP,RU designation", "violated UN>KP,RU unspecified",
                ]
            )
            #expect(
                verdict.events.first { $0.action == .expanded }?.quantity == Event.Amount(value: 243, unit: "items")
            )
            #expect(verdict.relevance != .none)
        }
    }
#endif
