import Foundation
import Messages

/// Names that the sentence cases use without marks.
enum KnownNames {
    static let bodies: [(String, String)] = [
        ("European Union", "EU"), ("EU", "EU"), ("Security Council", "UN"), ("UN", "UN"), ("ECOWAS", "ECOWAS"),
        ("African Union", "AU"),
        ("Arab League", "ARAB-LEAGUE"),
    ]
    static let institutions = ["US Treasury", "OFAC", "White House", "Commerce Department"]
    static let places: [(String, String)] = [
        ("United States", "US"), ("US", "US"), ("Washington", "US"), ("Britain", "GB"), ("London", "GB"),
        ("Canada", "CA"), ("Japan", "JP"),
        ("Tokyo", "JP"), ("Switzerland", "CH"), ("Australia", "AU"), ("New Zealand", "NZ"), ("Norway", "NO"),
        ("Poland", "PL"), ("China", "CN"),
        ("Russia", "RU"), ("Iran", "IR"), ("Ukraine", "UA"), ("Kyiv", "UA"), ("South Korea", "KR"),
        ("North Korea", "KP"), ("Syria", "SY"),
        ("Belarus", "BY"), ("Myanmar", "MM"), ("Mali", "ML"), ("Guinea", "GN"), ("Cuba", "CU"), ("Nicaragua", "NI"),
        ("Somalia", "SO"),
        ("South Sudan", "SS"), ("Sudan", "SD"), ("Zimbabwe", "ZW"), ("Venezuela", "VE"), ("Burundi", "BI"),
        ("Niger", "NE"), ("Georgia", "GE"),
        ("Haiti", "HT"), ("Turkey", "TR"), ("Iraq", "IQ"), ("Serbia", "RS"), ("Taiwan", "TW"), ("Lithuania", "LT"),
        ("Estonia", "EE"),
        ("Latvia", "LV"), ("Hungary", "HU"), ("Mexico", "MX"), ("Brazil", "BR"), ("India", "IN"),
        ("South Africa", "ZA"), ("Israel", "IL"),
        ("Libya", "LY"), ("Emirates", "AE"), ("Singapore", "SG"), ("Germany", "DE"), ("France", "FR"),
        ("Piraeus", "GR"), ("Rotterdam", "NL"),
    ]
    static let nationalities: [(String, String)] = [
        ("Russian", "RU"), ("Iranian", "IR"), ("Belarusian", "BY"), ("Syrian", "SY"), ("Chinese", "CN"),
        ("Venezuelan", "VE"), ("American", "US"),
        ("Canadian", "CA"), ("British", "GB"), ("North Korean", "KP"), ("Turkish", "TR"), ("French", "FR"),
        ("German", "DE"), ("Dutch", "NL"),
    ]

    /// The sentence with marks around all names that the tables know; longer names first.
    static func marked(_ sentence: String) -> String {
        var marked = sentence
        for (name, kind, code) in all where marked.contains(name) { marked = mark(name, kind, code, in: marked) }
        return marked
    }

    private static let all: [(String, String, String)] = {
        let names =
            bodies.map { ($0.0, "organization", $0.1) } + institutions.map { ($0, "organization", "") }
            + places.map { ($0.0, "place", $0.1) } + nationalities.map { ($0.0, "nationality", $0.1) }
        return names.sorted { ($1.0.count, $0.0) < ($0.0.count, $1.0) }
    }()

    private static func mark(_ name: String, _ kind: String, _ code: String, in text: String) -> String {
        var (result, rest) = ("", Substring(text))
        while let range = rest.range(of: name) {
            let before = (result + rest[..<range.lowerBound])
            let isInside = before.count { $0 == "[" } > before.count { $0 == "]" }
            let isWord = before.last?.isLetter != true && rest[range.upperBound...].first?.isLetter != true
            result = before + (isInside || !isWord ? name : "[\(name)|\(kind)|\(code)]")
            rest = rest[range.upperBound...]
        }
        return result + rest
    }
}
