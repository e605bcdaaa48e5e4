internal import GRDB

/// Writes what the stages found in one document into the tables for queries.
struct AnalysisWriter {
    let db: Database
    let seq: Int

    func write(_ facts: DocumentFacts) throws {
        for (n, entity) in facts.entities.enumerated() { try write(entity, n) }
        for (n, mention) in facts.mentions.enumerated() { try write(mention, n) }
        for (n, event) in facts.events.enumerated() { try write(event, n) }
        for (n, match) in facts.matches.enumerated() { try write(match, n) }
    }

    private func write(_ entity: DocumentFacts.EntityRow, _ n: Int) throws {
        try run(
            "INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?)",
            [
                n.databaseValue, entity.id.databaseValue, entity.kind.databaseValue, entity.name.databaseValue,
                entity.country.databaseValue,
            ]
        )
        let statement = try db.cachedStatement(sql: "INSERT INTO entity_names VALUES (?, ?, ?)")
        for name in entity.names { try statement.run([name.databaseValue, seq.databaseValue, n.databaseValue]) }
    }

    private func write(_ mention: DocumentFacts.MentionRow, _ n: Int) throws {
        try run(
            "INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                n.databaseValue, mention.kind.databaseValue, mention.start.databaseValue, mention.end.databaseValue,
                mention.text.databaseValue, mention.entity.databaseValue, mention.country.databaseValue,
                mention.confidence.databaseValue,
            ]
        )
    }

    private func write(_ event: DocumentFacts.EventRow, _ n: Int) throws {
        try run(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                n.databaseValue, event.action.databaseValue, event.measures.joined(separator: ",").databaseValue,
                event.issuer.joined(separator: ",").databaseValue, event.target.joined(separator: ",").databaseValue,
                event.targetNames.joined(separator: "\n").databaseValue, event.regime.databaseValue,
                event.date.databaseValue, event.confidence.databaseValue,
            ]
        )
        for term in EventTerm.all(of: event) {
            let statement = try db.cachedStatement(sql: "INSERT INTO event_terms VALUES (?, ?, ?)")
            try statement.run([term.databaseValue, seq.databaseValue, n.databaseValue])
        }
        for (index, evidence) in event.evidence.enumerated() {
            try run(
                "INSERT INTO evidence VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    n.databaseValue, index.databaseValue, evidence.role.databaseValue, evidence.start.databaseValue,
                    evidence.end.databaseValue, evidence.text.databaseValue,
                ]
            )
        }
    }

    private func write(_ match: DocumentFacts.MatchRow, _ n: Int) throws {
        try run(
            "INSERT INTO matches VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                n.databaseValue, match.list.databaseValue, match.entry.databaseValue, match.name.databaseValue,
                match.text.databaseValue, match.role.databaseValue, match.score.databaseValue,
                match.entity.databaseValue,
            ]
        )
    }

    /// Runs an insertion whose first value is the document's place.
    private func run(_ sql: String, _ values: [DatabaseValue]) throws {
        try db.cachedStatement(sql: sql).run([seq.databaseValue] + values)
    }
}
