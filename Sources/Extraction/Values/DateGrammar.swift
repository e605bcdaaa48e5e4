import Language
import Messages

/// Finds dates and resolves them against the day of publication: `on Monday`, `last week`, `June 2017`, `20 June 2024`.
struct DateGrammar: Sendable {
    private static let months: [[String]] = [
        ["january", "jan", "jan."], ["february", "feb", "feb."], ["march", "mar", "mar."], ["april", "apr", "apr."],
        ["may"], ["june", "jun", "jun."],
        ["july", "jul", "jul."], ["august", "aug", "aug."], ["september", "sep", "sept", "sep.", "sept."],
        ["october", "oct", "oct."],
        ["november", "nov", "nov."], ["december", "dec", "dec."],
    ]
    private static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    private let months: [UInt64: Int]
    private let weekdays: [UInt64: Int]

    init() {
        var months: [UInt64: Int] = [:]
        for (index, names) in Self.months.enumerated() {
            for name in names { months[WordHash.folded(name)] = index + 1 }
        }
        self.months = months
        var weekdays: [UInt64: Int] = [:]
        for (index, name) in Self.weekdays.enumerated() { weekdays[WordHash.folded(name)] = index }
        self.weekdays = weekdays
    }

    /// The dates of a document.
    ///
    /// - Parameters:
    ///   - document: The words.
    ///   - published: The day of publication; without it relative dates have no value.
    /// - Returns: The dates with their tokens, in order.
    func dates(in document: Document, published: CivilDay?) -> [(date: DateMention, tokens: Range<Int>)] {
        var found: [(DateMention, Range<Int>)] = []
        for sentence in document.sentences {
            var at = sentence.tokens.lowerBound
            while at < sentence.tokens.upperBound {
                guard let (tokens, value) = date(at, sentence.tokens, document, published) else {
                    at += 1
                    continue
                }
                found.append(
                    (
                        DateMention(offsets: document.offsets(tokens), text: document.string(tokens), value: value),
                        tokens
                    )
                )
                at = tokens.upperBound
            }
        }
        return found
    }

    private func date(_ at: Int, _ sentence: Range<Int>, _ document: Document, _ published: CivilDay?) -> (
        Range<Int>, String?
    )? {
        iso(at, document) ?? dayMonth(at, sentence, document, published) ?? month(at, sentence, document, published)
            ?? weekday(at, sentence, document, published) ?? relative(at, sentence, document, published)
            ?? year(at, sentence, document)
    }

    private func whole(_ index: Int, _ document: Document, _ range: ClosedRange<Int>) -> Int? {
        guard document.tokens.indices.contains(index), document.tokens[index].kind == .number,
            document.tokens[index].offsets.count <= 4
        else { return nil }
        let text = document.string(index)
        let digits =
            text.hasSuffix("th") || text.hasSuffix("st") || text.hasSuffix("nd") || text.hasSuffix("rd")
            ? String(text.dropLast(2)) : text
        return Int(digits).flatMap { range.contains($0) ? $0 : nil }
    }

    private func iso(_ at: Int, _ document: Document) -> (Range<Int>, String?)? {
        guard document.tokens[at].kind == .number, document.tokens[at].offsets.count == 10 else { return nil }
        return CivilDay(document.string(at)).map { (at..<at + 1, $0.iso) }
    }

    /// `20 June 2024`, `20 June`.
    private func dayMonth(_ at: Int, _ sentence: Range<Int>, _ document: Document, _ published: CivilDay?) -> (
        Range<Int>, String?
    )? {
        guard at + 1 < sentence.upperBound, let day = whole(at, document, 1...31),
            let month = months[document.folded[at + 1]], document.isCapitalised(at + 1)
        else { return nil }
        return full(at..<at + 2, day: day, month: month, sentence, document, published)
    }

    /// `June 20, 2024`, `June 2017`, `June`.
    private func month(_ at: Int, _ sentence: Range<Int>, _ document: Document, _ published: CivilDay?) -> (
        Range<Int>, String?
    )? {
        guard let month = months[document.folded[at]], document.isCapitalised(at) else { return nil }
        if let day = whole(at + 1, document, 1...31), at + 1 < sentence.upperBound {
            return full(at..<at + 2, day: day, month: month, sentence, document, published)
        }
        if let year = whole(at + 1, document, 1800...2199), at + 1 < sentence.upperBound {
            return (at..<at + 2, "\(year)-\(CivilDay.two(month))")
        }
        guard
            document.tokens[at].offsets.count > 3
                || at > sentence.lowerBound && document.isOne(of: Self.prepositions, at: at - 1)
        else { return nil }
        guard at > sentence.lowerBound || document.tokens[at].offsets.count > 5 else { return nil }
        return (at..<at + 1, published.map { "\(year(ofMonth: month, at, document, $0))-\(CivilDay.two(month))" })
    }

    private static let prepositions = WordSet(
        "in since until by of from last next this early late mid during before after to and on"
    )
    private static let next = WordSet("next coming")
    private static let last = WordSet("last past previous")
    private static let this = WordSet("this current")
    private static let future = WordSet("next until by from will coming starting")

    /// The year of a month without one: the last such month, the coming one after words for the future.
    private func year(ofMonth month: Int, _ at: Int, _ document: Document, _ published: CivilDay) -> Int {
        let now = published.parts
        let looksAhead = at > 0 && document.isOne(of: Self.future, at: at - 1)
        if month == now.month { return now.year }
        return looksAhead
            ? (month < now.month ? now.year + 1 : now.year) : (month > now.month ? now.year - 1 : now.year)
    }

    private func full(
        _ tokens: Range<Int>,
        day: Int,
        month: Int,
        _ sentence: Range<Int>,
        _ document: Document,
        _ published: CivilDay?
    ) -> (Range<Int>, String?) {
        var end = tokens.upperBound
        var year: Int?
        let at = document.isSign(end, ",") ? end + 1 : end
        if at < sentence.upperBound, let found = whole(at, document, 1800...2199), document.string(at).count == 4 {
            year = found
            end = at + 1
        }
        guard let year = year ?? published.map({ self.year(ofMonth: month, tokens.lowerBound, document, $0) }) else {
            return (tokens.lowerBound..<end, nil)
        }
        return (tokens.lowerBound..<end, "\(year)-\(CivilDay.two(month))-\(CivilDay.two(day))")
    }

    private func weekday(_ at: Int, _ sentence: Range<Int>, _ document: Document, _ published: CivilDay?) -> (
        Range<Int>, String?
    )? {
        guard let weekday = weekdays[document.folded[at]], document.isCapitalised(at) else { return nil }
        let isNext = at > sentence.lowerBound && document.isOne(of: Self.next, at: at - 1)
        let hasWord = isNext || at > sentence.lowerBound && document.isOne(of: Self.last, at: at - 1)
        let tokens = (hasWord ? at - 1 : at)..<at + 1
        guard let published else { return (tokens, nil) }
        let back = (published.weekday - weekday + 7) % 7
        return (tokens, CivilDay(number: isNext ? published.number + (7 - back) : published.number - back).iso)
    }

    private static let today = WordSet("today tonight")
    private static let yesterday = WordSet("yesterday")
    private static let tomorrow = WordSet("tomorrow")
    private static let weeks = WordSet("week")
    private static let monthWord = WordSet("month")
    private static let years = WordSet("year")

    /// `today`, `yesterday`, `last week`, `next month`, `this year`.
    private func relative(_ at: Int, _ sentence: Range<Int>, _ document: Document, _ published: CivilDay?) -> (
        Range<Int>, String?
    )? {
        for (words, shift) in [(Self.today, 0), (Self.yesterday, -1), (Self.tomorrow, 1)]
        where document.isOne(of: words, at: at) {
            return (at..<at + 1, published.map { CivilDay(number: $0.number + shift).iso })
        }
        for (words, shift) in [(Self.last, -1), (Self.next, 1), (Self.this, 0)]
        where document.isOne(of: words, at: at) && at + 1 < sentence.upperBound {
            let value = published.flatMap { period(at + 1, shift, document, $0) }
            if document.isOne(of: Self.weeks, at: at + 1) || document.isOne(of: Self.monthWord, at: at + 1)
                || document.isOne(of: Self.years, at: at + 1)
            {
                return (at..<at + 2, value)
            }
        }
        return nil
    }

    private func period(_ at: Int, _ shift: Int, _ document: Document, _ published: CivilDay) -> String? {
        let now = published.parts
        if document.isOne(of: Self.years, at: at) { return "\(now.year + shift)" }
        if document.isOne(of: Self.monthWord, at: at) {
            let month = now.year * 12 + now.month - 1 + shift
            return "\(month / 12)-\(CivilDay.two(month % 12 + 1))"
        }
        let monday = published.number - published.weekday + 7 * shift
        return "\(CivilDay(number: monday).iso)/\(CivilDay(number: monday + 6).iso)"
    }

    private static let yearCues = WordSet(
        "in since of until from by during before after early late mid and to summer winter spring autumn"
    )

    /// `in 2019`, `since 1993`.
    private func year(_ at: Int, _ sentence: Range<Int>, _ document: Document) -> (Range<Int>, String?)? {
        guard at > sentence.lowerBound, document.isOne(of: Self.yearCues, at: at - 1),
            document.tokens[at].offsets.count == 4
        else { return nil }
        guard let year = whole(at, document, 1900...2099) else { return nil }
        if at + 1 < sentence.upperBound, document.tokens[at + 1].kind == .word,
            document.text.scalars[document.tokens[at + 1].offsets].last == "s",
            !document.isOne(of: Self.verbs, at: at + 1)
        {
            return nil
        }
        return (at..<at + 1, "\(year)")
    }

    private static let verbs = WordSet("was is as has sanctions talks elections")
}
