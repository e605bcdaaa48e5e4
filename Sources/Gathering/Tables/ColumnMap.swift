/// Which columns of a table make an article.
///
/// Written `title=Headline,body=Text,published=3`: members of an article, each with the name of a column in the first row
/// or its number from 1. Where all columns are numbers, the table has no first row with names.
package struct ColumnMap: Sendable, Equatable {
    package enum Member: String, CaseIterable, Sendable {
        case id, url, title, body, source, published, language, tags
    }

    package enum Column: Sendable, Equatable {
        case name(String)
        /// From 0.
        case number(Int)
    }

    package let columns: [Member: Column]

    /// Reads a map.
    ///
    /// - Parameter text: As above.
    /// - Throws: ``Unreadable`` with the part that is wrong.
    package init(_ text: String) throws(Unreadable) {
        var columns: [Member: Column] = [:]
        for part in text.split(separator: ",") {
            let sides = part.split(separator: "=", maxSplits: 1).map { String($0).trimmed }
            guard sides.count == 2, !sides[1].isEmpty else {
                throw Unreadable("the columns", "\"\(part)\" must be MEMBER=COLUMN, such as title=Headline or title=3")
            }
            guard let member = Member(rawValue: sides[0]) else {
                let list = Member.allCases.map(\.rawValue).joined(separator: ", ")
                throw Unreadable("the columns", "an article has no \"\(sides[0])\"; it has \(list)")
            }
            if let number = Int(sides[1]), number < 1 {
                throw Unreadable("the columns", "\(part): columns are counted from 1")
            }
            columns[member] = Int(sides[1]).map { .number($0 - 1) } ?? .name(sides[1])
        }
        guard columns[.title] != nil || columns[.body] != nil || columns[.url] != nil else {
            throw Unreadable("the columns", "one of title, body and url must be among them")
        }
        self.columns = columns
    }

    private init(columns: [Member: Column]) { self.columns = columns }

    /// Columns that are called as an article's members are, or as they often are; upper and lower case are alike.
    package static let usual = ColumnMap(
        columns: Dictionary(uniqueKeysWithValues: Member.allCases.map { ($0, .name($0.rawValue)) })
    )

    /// A GDELT 2.0 event export, which has no names and no texts: where the page is.
    package static let gdeltEvents = ColumnMap(columns: [.id: .number(0), .published: .number(59), .url: .number(60)])

    /// A GDELT 2.0 knowledge graph (GKG): where it was published, when, and its URL.
    package static let gdeltGraph = ColumnMap(
        columns: [.id: .number(0), .published: .number(1), .source: .number(3), .url: .number(4)]
    )

    private static let synonyms: [Member: [String]] = [
        .title: ["headline", "head"], .body: ["text", "content", "article", "fulltext", "full_text"],
        .published: ["date", "published_at", "publish_date", "pubdate", "datetime", "seendate"],
        .url: ["link", "documentidentifier", "sourceurl"],
        .source: ["publisher", "outlet", "domain", "sourcecommonname"],
        .language: ["lang"], .tags: ["keywords", "categories"],
    ]

    /// Whether the first row gives the columns' names.
    package var hasNames: Bool {
        columns.values.contains { if case .name = $0 { true } else { false } }
    }

    /// The places of the members' columns.
    ///
    /// - Parameter names: The first row, where it has names.
    /// - Returns: The column of each member, from 0.
    /// - Throws: ``Unreadable`` where a column that was asked for isn't there.
    package func places(in names: [String]) throws(Unreadable) -> [Member: Int] {
        let folded = names.map { $0.trimmed.lowercased() }
        var places: [Member: Int] = [:]
        for member in Member.allCases {
            guard let column = columns[member] else { continue }
            switch column {
            case .number(let number): places[member] = number
            case .name(let name):
                let candidates = [name.lowercased()] + (self == .usual ? Self.synonyms[member] ?? [] : [])
                if let place = candidates.compactMap({ folded.firstIndex(of: $0) }).first {
                    places[member] = place
                } else if self != .usual {
                    throw Unreadable(
                        "the columns",
                        "there is no column \"\(name)\" for \(member); the first row has \(names.joined(separator: ", "))"
                    )
                }
            }
        }
        guard places[.title] != nil || places[.body] != nil || places[.url] != nil else {
            throw Unreadable(
                "the columns",
                "none of \(names.prefix(20).joined(separator: ", ")) is a title, body or url; say which with --columns"
            )
        }
        return places
    }

    /// The article of a row.
    package static func submission(_ row: [String], _ places: [Member: Int]) -> Submission {
        func value(_ member: Member) -> String? {
            guard let place = places[member], row.indices.contains(place) else { return nil }
            let text = row[place].trimmed
            return text.isEmpty ? nil : text
        }
        return Submission(
            id: value(.id),
            url: value(.url),
            title: value(.title) ?? "",
            body: value(.body) ?? "",
            source: value(.source),
            published: value(.published).flatMap(LooseDate.rfc3339),
            language: value(.language),
            tags: value(.tags)?.split(whereSeparator: { ";|".contains($0) }).map { String($0).trimmed } ?? []
        )
    }
}

extension String {
    var trimmed: String {
        let start = drop(while: \.isWhitespace)
        guard let end = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
