internal import Messages
internal import Storage

/// Says whether a pipeline has kept its promises, from what it promised and from what is there in the end.
package struct Oracle {
    /// Something that must not be.
    package struct Violation: Sendable, Equatable, CustomStringConvertible {
        package enum Kind: String, Sendable, CaseIterable {
            case lost, twice, stranger, damaged, fate, feed, subscriber, audit, receipt, unrest, memory
        }

        package let kind: Kind
        package let count: Int
        package let sentence: String

        package var description: String { "\(kind.rawValue) (\(count)): \(sentence)" }
    }

    /// The journal's account of the whole run.
    package struct Account: Sendable {
        package var accepted = 0
        package var stored = 0
        package var duplicate = 0
        package var filtered = 0
        package var quarantined = 0
        package var damaged = 0
        package var inFlight = 0

        package init() {}
    }

    private let load: ChaosLoad
    private let ledger: Ledger
    private let facts: StoreFacts
    private let account: Account?
    private let subscribers: [SubscriberRecord]

    /// An oracle over what is known at the end of a run.
    ///
    /// - Parameters:
    ///   - load: What was submitted.
    ///   - ledger: What was promised.
    ///   - facts: What is in the store.
    ///   - account: What the journal says; nil where there is none.
    ///   - subscribers: What subscribers have got.
    package init(
        _ load: ChaosLoad,
        _ ledger: Ledger,
        _ facts: StoreFacts,
        account: Account? = nil,
        subscribers: [SubscriberRecord] = []
    ) {
        self.load = load
        self.ledger = ledger
        self.facts = facts
        self.account = account
        self.subscribers = subscribers
    }

    /// How the promised articles have ended.
    package struct Tally: Sendable, Equatable {
        package var promised = 0
        package var stored = 0
        package var duplicate = 0
        package var filtered = 0
        package var quarantined = 0
        package var lost = 0
        package var twice = 0
    }

    /// Looks at everything.
    ///
    /// - Returns: How the articles ended, and what must not be; nothing of the latter where all promises were kept.
    package func judge() -> (tally: Tally, violations: [Violation]) {
        var tally = Tally()
        var violations = judgeArticles(&tally)
        violations += judgeFates() + judgeFeed() + subscribers.flatMap(judge) + judgeAccount(tally)
        violations += Self.violation(.damaged, facts.damage) + Self.violation(.receipt, ledger.unexpected)
        return (tally, violations)
    }

    private static func violation(_ kind: Violation.Kind, _ sentences: [String]) -> [Violation] {
        guard let first = sentences.first else { return [] }
        return [Violation(kind: kind, count: sentences.count, sentence: first)]
    }

    /// Every promised article has exactly one end, and no other has more than one.
    private func judgeArticles(_ tally: inout Tally) -> [Violation] {
        var lost: [String] = []
        var twice: [String] = []
        for (number, entry) in ledger.entries.enumerated() {
            let ends = self.ends(of: number)
            if entry == .promised { count(number, ends, &tally) }
            let isFiltered = load.mark(number) == .drop && ends == 0
            if entry == .promised, ends == 0, !isFiltered {
                lost.append("\(load.id(number)) was accepted and has no end")
            }
            if facts.documents[number] > 1 {
                twice.append("\(load.id(number)) is stored \(facts.documents[number]) times")
            } else if ends > 1 {
                twice.append("\(load.id(number)) has \(ends) ends")
            }
        }
        (tally.lost, tally.twice) = (lost.count, twice.count)
        return Self.violation(.lost, lost) + Self.violation(.twice, twice)
    }

    private func ends(of number: Int) -> Int {
        (facts.documents[number] > 0 ? 1 : 0) + (facts.duplicates.contains(number) ? 1 : 0)
            + (facts.quarantined[number] == nil ? 0 : 1)
    }

    private func count(_ number: Int, _ ends: Int, _ tally: inout Tally) {
        tally.promised += 1
        if facts.documents[number] > 0 {
            tally.stored += 1
        } else if facts.duplicates.contains(number) {
            tally.duplicate += 1
        } else if facts.quarantined[number] != nil {
            tally.quarantined += 1
        } else if load.mark(number) == .drop {
            tally.filtered += 1
        }
    }

    /// Marked articles end as their mark says, and a quarantined one comes with every earlier error.
    private func judgeFates() -> [Violation] {
        var wrong: [String] = []
        for number in load.numbers(marked: .poison) where facts.documents[number] > 0 {
            wrong.append("\(load.id(number)) crashes every worker and is stored all the same")
        }
        for number in load.numbers(marked: .drop) where ends(of: number) > 0 {
            wrong.append("\(load.id(number)) was dropped by its stage and is there all the same")
        }
        for (number, article) in facts.quarantined.sorted(by: { $0.key < $1.key }) {
            // The journal's errors of an attempt: whoever gave up last is the reason, the rest stands before it.
            if article.errors.count < article.attempts - 1 || article.reason.isEmpty {
                wrong.append(
                    "\(load.id(number)) is quarantined after \(article.attempts) attempts with \(article.errors.count) errors"
                )
            }
        }
        return Self.violation(.fate, wrong)
    }

    private func judgeFeed() -> [Violation] {
        let strangers = facts.feed.enumerated().filter { $0.element < 0 }.map {
            "document \($0.offset + 1) is of no article"
        }
        return Self.violation(.feed, facts.gaps) + Self.violation(.stranger, strangers)
    }

    private func judge(_ subscriber: SubscriberRecord) -> [Violation] {
        let expected = subscriber.topic.isEmpty ? Set(1..<facts.feed.count + 1) : facts.places[subscriber.topic] ?? []
        let got = Set(subscriber.seqs)
        var wrong: [String] = []
        let missing = expected.subtracting(got)
        if let first = missing.min() { wrong.append("\(missing.count) documents never came, the first is \(first)") }
        let extra = got.subtracting(expected)
        if let first = extra.min() { wrong.append("\(extra.count) documents should not have come, such as \(first)") }
        if subscriber.seqs.count > got.count {
            wrong.append("\(subscriber.seqs.count - got.count) documents came twice")
        }
        if zip(subscriber.seqs, subscriber.seqs.dropFirst()).contains(where: >) {
            wrong.append("documents came out of order")
        }
        let other = zip(subscriber.seqs, subscriber.numbers).first { seq, number in
            facts.feed.indices.contains(seq - 1) && facts.feed[seq - 1] != number
        }
        if let other { wrong.append("document \(other.0) came with another article") }
        return wrong.map { Violation(kind: .subscriber, count: 1, sentence: "\(subscriber.name): \($0)") }
    }

    /// The journal's books balance, and agree with what is there.
    private func judgeAccount(_ tally: Tally) -> [Violation] {
        guard let account else { return [] }
        var wrong: [String] = []
        let ended = account.stored + account.duplicate + account.filtered + account.quarantined
        if account.inFlight > 0 {
            wrong.append("\(account.inFlight) accepted articles have no disposition")
        }
        if account.accepted != ended + account.inFlight + account.damaged {
            wrong.append("\(account.accepted) were accepted, \(ended + account.inFlight) are accounted for")
        }
        if account.damaged > 0 { wrong.append("\(account.damaged) records of the journal are damaged") }
        if account.accepted < tally.promised {
            wrong.append("receipts promised \(tally.promised) articles, the journal has \(account.accepted)")
        }
        let there =
            facts.documents.reduce(0) { $0 + ($1 > 0 ? 1 : 0) } + facts.duplicates.count + facts.quarantined.count
        if there + account.filtered != account.accepted - account.inFlight {
            wrong.append(
                "\(there) articles are there and \(account.filtered) filtered, \(account.accepted) were accepted"
            )
        }
        return Self.violation(.audit, wrong)
    }
}
