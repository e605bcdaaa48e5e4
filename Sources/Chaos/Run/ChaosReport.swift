package import Messages

/// What a run did and found.
package struct ChaosReport: Sendable {
    package let settings: ChaosSettings
    package let tally: Oracle.Tally
    package let violations: [Oracle.Violation]
    package let figures: Figures
    package let seconds: Double
    package let documents: Int
    /// Names and numbers of documents.
    package let subscribers: [(name: String, count: Int)]
    package let moments: [Moment]
    package let marked: [(mark: ChaosLoad.Mark, count: Int)]
    package let notes: [String]
    package let memory: MemoryTrack

    package var holds: Bool { violations.isEmpty }

    /// The faults that were done, counted by kind and then by what was done.
    package var timeline: [(kind: FaultKind, targets: [(name: String, count: Int)])] {
        FaultKind.allCases.compactMap { kind in
            let targets = moments.filter { $0.kind == kind }.map(\.target)
            guard !targets.isEmpty else { return nil }
            if [.tornTail, .disk, .duplicates, .malformed].contains(kind) { return (kind, [("", targets.count)]) }
            let names = Set(targets).sorted()
            return (kind, names.map { name in (name, targets.count { $0 == name }) })
        }
    }
}

extension ChaosReport {
    package var text: String {
        (done + memory.text + found + measured + verdict).joined(separator: "\n")
    }

    private var done: [String] {
        var lines = [
            "seed \(settings.seed): \(settings.articles) articles, \(moments.count) faults in \(Int(seconds)) s"
        ]
        for (kind, targets) in timeline {
            let parts = targets.map { $0.name.isEmpty ? "\($0.count)" : "\($0.name) \($0.count)" }
            lines.append("  \(Self.column(kind.rawValue))\(parts.joined(separator: ", "))")
        }
        let marked = self.marked.filter { $0.count > 0 }.map { "\($0.mark.rawValue) \($0.count)" }
        if !marked.isEmpty { lines.append("  \(Self.column("articles"))\(marked.joined(separator: ", "))") }
        return lines + notes.map { "  note: \($0)" }
    }

    private var found: [String] {
        let ends =
            "\(tally.promised) accepted = \(tally.stored) stored + \(tally.duplicate) duplicate + \(tally.filtered) filtered "
            + "+ \(tally.quarantined) quarantined; \(tally.lost) lost, \(tally.twice) twice"
        let feed = "feed 1…\(documents); " + subscribers.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
        return [ends, feed]
    }

    private var measured: [String] {
        [
            ("killed worker's jobs run elsewhere: ", figures.killed), ("frozen worker's: ", figures.frozen),
            ("hung worker's: ", figures.hung), ("beside poison, accepted to stored: ", figures.besidePoison),
        ].filter { !$0.1.sorted.isEmpty }.map { $0.0 + $0.1.text }
    }

    private var verdict: [String] {
        holds ? ["every invariant held"] : violations.map { "BROKEN: \($0)" }
    }

    private static func column(_ text: String) -> String {
        text + String(repeating: " ", count: max(1, 12 - text.utf8.count))
    }
}

extension ChaosReport: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("seed", Int(clamping: settings.seed))
        json.member("articles", settings.articles)
        json.member("seconds", seconds)
        json.member("holds", holds)
        write("accepted", tally, to: &json)
        json.member("documents", documents)
        json.key("faults")
        json.beginArray()
        for moment in moments {
            json.beginObject()
            json.member("kind", moment.kind.rawValue)
            json.member("target", moment.target)
            json.member("at", moment.at)
            json.endObject()
        }
        json.endArray()
        json.member("notes", notes)
        writeFigures(to: &json)
        writeMemory(to: &json)
        json.member("violations", violations.map(\.description))
        json.endObject()
    }

    private func write(_ name: String, _ tally: Oracle.Tally, to json: inout JSONWriter) {
        json.key("ends")
        json.beginObject()
        json.member(name, tally.promised)
        json.member("stored", tally.stored)
        json.member("duplicate", tally.duplicate)
        json.member("filtered", tally.filtered)
        json.member("quarantined", tally.quarantined)
        json.member("lost", tally.lost)
        json.member("twice", tally.twice)
        json.endObject()
    }

    private func writeMemory(to json: inout JSONWriter) {
        json.key("memory")
        json.beginArray()
        for look in memory.looks {
            json.beginObject()
            json.member("second", look.second)
            json.member("accepted", look.promised)
            for (name, mebibytes) in look.used { json.member(name, mebibytes) }
            json.endObject()
        }
        json.endArray()
    }

    private func writeFigures(to json: inout JSONWriter) {
        json.key("milliseconds")
        json.beginObject()
        for (name, times) in [
            ("killed", figures.killed), ("frozen", figures.frozen), ("hung", figures.hung),
            ("besidePoison", figures.besidePoison),
        ] {
            json.key(name)
            json.beginObject()
            json.member("count", times.sorted.count)
            json.member("median", times.median)
            json.member("p99", times.p99)
            json.member("worst", times.sorted.last)
            json.endObject()
        }
        json.endObject()
    }
}
