package import Messages

/// The articles of a run: the same for the same seed, so that every one can be checked at the end without being kept.
package struct ChaosLoad: Sendable {
    /// What is the matter with an article.
    package enum Mark: String, Sendable, CaseIterable {
        case slow, hang, poison
        /// The stage doesn't want it.
        case drop
        /// It has the text of the article before it.
        case twin
    }

    /// What a tag of a marked article begins with.
    package static let tagPrefix = "chaos:"

    package let count: Int
    private let size: Int
    private let seed: UInt64
    private let marks: [Int: Mark]

    /// Describes a run's articles.
    ///
    /// - Parameters:
    ///   - count: How many there are; their numbers begin with 0.
    ///   - size: Bytes of each article's text, about.
    ///   - seed: Decides on texts and on which articles are marked.
    ///   - wanted: The marks that may be given.
    package init(count: Int, size: Int = 600, seed: UInt64, marks wanted: [Mark] = []) {
        self.count = count
        self.size = size
        self.seed = seed
        var random = SeededRandom(seed: seed ^ 0xA17)
        var marks: [Int: Mark] = [:]
        for mark in Mark.allCases where wanted.contains(mark) {
            for _ in 0..<min(max(2, count / 5000), 20) {
                let number = Int.random(in: 1..<max(2, count), using: &random)
                // The article before a twin must be an ordinary one.
                guard number < count, marks[number] == nil, marks[number - 1] == nil, marks[number + 1] != .twin else {
                    continue
                }
                marks[number] = mark
            }
        }
        self.marks = marks
    }

    package func mark(_ number: Int) -> Mark? { marks[number] }
    package func numbers(marked mark: Mark) -> [Int] { marks.filter { $0.value == mark }.keys.sorted() }

    package func id(_ number: Int) -> ArticleID { ArticleID(rawValue: "c\(seed)-\(number)") }

    /// The number of an article's id; nil for an id that isn't of this run.
    package func number(of id: ArticleID) -> Int? {
        let prefix = "c\(seed)-"
        guard id.rawValue.hasPrefix(prefix), let number = Int(id.rawValue.dropFirst(prefix.utf8.count)),
            (0..<count).contains(number)
        else { return nil }
        return number
    }

    package func title(_ number: Int) -> String { "Report \(original(number)) on shipping" }

    /// The text as it is submitted, which is in normal form already.
    package func body(_ number: Int) -> String {
        let number = original(number)
        var body = "Report \(number) of run \(seed), zuerst in Zürich erschienen.\n\n"
        var turn = number
        while body.utf8.count < size {
            body += Self.sentences[turn % Self.sentences.count]
            turn += 1
        }
        return body + "End of \(number)."
    }

    private func original(_ number: Int) -> Int { marks[number] == .twin ? number - 1 : number }

    /// What is pushed.
    package func submission(_ number: Int, as id: ArticleID? = nil, body other: String? = nil) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: size + 256)
        json.beginObject()
        json.member("id", (id ?? self.id(number)).rawValue)
        json.member("title", title(number))
        json.member("body", other ?? body(number))
        json.member("source", "source-\(number % 7)")
        if let mark = marks[number] { json.member("tags", [Self.tagPrefix + mark.rawValue]) }
        json.endObject()
        return json.bytes
    }

    private static let sentences = [
        "The ministry said on Monday that new measures would target two shipping firms and a bank. ",
        "Officials expect the next package before the end of the month. ",
        "The vessel was last seen off the coast, according to port records. ",
        "Analysts doubt that the embargo can be enforced without closer inspection at sea. ",
        "Heavy rain closed schools in three provinces. ",
    ]
}
