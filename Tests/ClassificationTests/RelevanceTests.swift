import Classification
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct RelevanceTests {
    let classifier: Classifier

    init() throws { classifier = try Classifier(lexicon: Checkout.lexicon) }

    private static let otherNews = [
        "approval": """
        The city council of [Leeds|place|GB] sanctioned a new tram line on Tuesday after a debate of six hours. \
        Councillors froze parking fees in return. Shopkeepers had called for a ban on lorries. The mayor said the \
        line would open in four years. Work begins in spring.
        """,
        "sport": """
        A sprinter from [Kenya|place|KE] was banned for two years on Friday after a doping test. The federation \
        imposed the sanction without a hearing. Her coach called it harsh. She loses the medal that she won in \
        [Paris|place|FR]. An appeal is possible within three weeks.
        """,
        "welfare": """
        [Germany|place|DE] will cut benefits of jobseekers who miss appointments, the labour minister said. The \
        sanctions take effect in January. Charities rejected the plan. Offices expect to save 90 million euros a \
        year. Families with children are exempt.
        """,
        "tariffs": """
        [China|place|CN] put duties of 30 per cent on brandy from [France|place|FR] on Thursday. Distillers had \
        expected worse. The ministry spoke of dumping prices. Talks about a minimum price go on. Shares of the \
        big houses rose in the afternoon.
        """,
        "press": """
        The report on school results was under an embargo until noon, and one newspaper broke it. The ministry \
        will send it no more papers in advance. Its editor apologised. Pupils in the north did better than last \
        year. Teachers welcomed the figures.
        """,
    ]

    @Test(arguments: otherNews.keys.sorted())
    func `bans and sanctions of another kind are other news`(topic: String) {
        let input = Marked(Self.otherNews[topic] ?? "")
        let verdict = classifier.classify(input.article, input.extraction)
        #expect(verdict.relevance == .none)
        #expect(verdict.events.isEmpty)
    }

    @Test func `news of sanctions is told with the reasons`() {
        let input = Marked(
            """
            The [United States|place|US] imposed sanctions on four [Iranian|nationality|IR] banks on Monday over \
            payments for drones. The [Treasury Department|organization|US] froze their assets. [Tehran|place|IR] called \
            the step illegal. Earlier rounds hit the country's tankers. More measures against [Iran|place|IR] are \
            planned, an official said.
            """
        )
        let verdict = classifier.classify(input.article, input.extraction)
        #expect(verdict.relevance == .primary)
        #expect(verdict.score.map { $0 > 0.9 } == true)
        #expect((1...5).contains(verdict.because.count))
        #expect(verdict.events.contains { $0.action == .imposed && $0.issuer == ["US"] && $0.target == ["IR"] })
    }
}
