internal import Messages

/// Dates as feeds, tables and archives write them.
package enum LooseDate {
    private static let months = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ]
    /// RFC 822's zones, in hours.
    private static let zones = [
        "ut": 0, "utc": 0, "gmt": 0, "z": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6,
        "pst": -8,
        "pdt": -7, "cet": 1, "cest": 2, "bst": 1, "msk": 3, "kst": 9, "jst": 9,
    ]

    /// RFC 3339 of a date: RFC 3339 itself, RFC 822 (`Thu, 20 Jun 2024 09:30:00 +0200`), or digits alone (`20240620`,
    /// `20240620093000`); nil for everything else.
    package static func rfc3339(_ text: String) -> String? {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if let time = Timestamp(text) { return time.description }
        if text.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) { return digits(text) }
        return rfc822(text)
    }

    private static func digits(_ text: String) -> String? {
        let digits = Array(text)
        guard digits.count == 8 || digits.count == 14 else { return nil }
        func part(_ range: Range<Int>) -> String { String(digits[range]) }
        let day = "\(part(0..<4))-\(part(4..<6))-\(part(6..<8))"
        guard digits.count == 14 else { return Timestamp(day)?.description }
        return Timestamp("\(day)T\(part(8..<10)):\(part(10..<12)):\(part(12..<14))Z")?.description
    }

    private static func rfc822(_ text: String) -> String? {
        var words = text.split(separator: " ").map { String($0) }
        if let first = words.first, first.last == "," || first.allSatisfy(\.isLetter) { words.removeFirst() }
        guard words.count >= 4, let day = Int(words[0]),
            let month = months.firstIndex(of: String(words[1].lowercased().prefix(3))), var year = Int(words[2])
        else { return nil }
        if year < 100 { year += year < 50 ? 2000 : 1900 }
        let zone = words.count > 4 ? zone(words[4]) : "Z"
        guard let zone else { return nil }
        let date = "\(padded(year, 4))-\(padded(month + 1, 2))-\(padded(day, 2))"
        let clock = words[3].split(separator: ":").map { padded(Int($0) ?? 99, 2) }.joined(separator: ":")
        return Timestamp("\(date)T\(clock)\(zone)")?.description
    }

    private static func zone(_ text: String) -> String? {
        if text.first == "+" || text.first == "-" { return text }
        return zones[text.lowercased()].map { "\($0 < 0 ? "-" : "+")\(padded(abs($0), 2)):00" }
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
