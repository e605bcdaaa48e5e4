internal import Messages

/// Generated news, the same for the same number.
struct BenchLoad: Sendable {
    private let size: Int
    private static let mark = Array(#""id":"bench-"#.utf8)

    private static let sentences = [
        "The foreign ministry in Seoul said on Monday that new sanctions would target two shipping firms and a bank.",
        "Officials in Brussels expect the next package of measures against Moscow before the end of the month.",
        "The vessel was last seen off the coast, according to port records reviewed by local reporters.",
        "Analysts doubt that the embargo on refined oil products can be enforced without closer inspection at sea.",
        "President Maria Keller told parliament that the government had no plans to change its policy.",
        "The central bank kept its main interest rate at 4.5 percent and raised its forecast for growth.",
        "Washington froze the assets of 12 individuals and 5 entities linked to the programme, the Treasury said.",
        "Heavy rain closed schools in three provinces, and rescue teams were sent to the river valley.",
    ]

    init(size: Int) { self.size = size }

    func article(_ number: Int) -> [UInt8] {
        var body = ""
        body.reserveCapacity(size + 128)
        var turn = number &* 7
        while body.utf8.count < size {
            body += Self.sentences[abs(turn) % Self.sentences.count]
            body += turn % 4 == 0 ? " The report has the number \(number).\n\n" : " "
            turn += 1
        }
        var json = JSONWriter(reservingCapacity: size + 512)
        json.beginObject()
        json.member("id", "bench-\(number)")
        json.member("title", "Report \(number) on sanctions and shipping")
        json.member("body", body)
        json.member("source", "bench")
        json.member("published", "2024-06-20T08:00:00Z")
        json.endObject()
        return json.bytes
    }

    /// The number of a classified document's article, which comes after the topics that it is under, however many.
    static func number(of document: [UInt8]) -> Int? {
        let start = document.indices.first { document[$0] == mark[0] && document[$0...].starts(with: mark) }
        guard let start else { return nil }
        let digits = document[(start + mark.count)...].prefix { 0x30...0x39 ~= $0 }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
