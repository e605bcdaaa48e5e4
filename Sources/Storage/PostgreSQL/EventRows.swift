extension DraftWriter {
    /// Writes events, the terms by which they are found, and their evidence.
    func writeEvents(_ drafts: [Draft]) throws {
        var rows = CopyRows(
            "events",
            [
                "doc", "n", "action", "measures", "issuer", "target", "target_names", "regime", "date", "confidence",
            ],
            connection
        )
        for draft in drafts {
            for (n, event) in draft.facts.events.enumerated() {
                try rows.row()
                rows.add(draft.doc)
                rows.add(small: n)
                rows.add(event.action)
                rows.add(event.measures.joined(separator: ","))
                rows.add(event.issuer.joined(separator: ","))
                rows.add(event.target.joined(separator: ","))
                rows.add(event.targetNames.joined(separator: "\n"))
                rows.add(event.regime)
                rows.add(event.date)
                rows.add(event.confidence)
            }
        }
        try rows.finish()
        try writeTerms(drafts)
        try writeEvidence(drafts)
    }

    private func writeTerms(_ drafts: [Draft]) throws {
        var rows = CopyRows("event_terms", ["term", "doc", "n"], connection)
        for draft in drafts {
            for (n, event) in draft.facts.events.enumerated() {
                for term in EventTerm.all(of: event).map(Self.stored).uniqued() {
                    try rows.row()
                    rows.add(term)
                    rows.add(draft.doc)
                    rows.add(small: n)
                }
            }
        }
        try rows.finish()
    }

    private func writeEvidence(_ drafts: [Draft]) throws {
        var rows = CopyRows("evidence", ["doc", "event", "n", "role", "start", "stop", "text"], connection)
        for draft in drafts {
            for (event, found) in draft.facts.events.enumerated() {
                for (n, evidence) in found.evidence.enumerated() {
                    try rows.row()
                    rows.add(draft.doc)
                    rows.add(small: event)
                    rows.add(small: n)
                    rows.add(evidence.role)
                    rows.add(small: evidence.start)
                    rows.add(small: evidence.end)
                    rows.add(evidence.text)
                }
            }
        }
        try rows.finish()
    }
}
