internal import ArgumentParser
internal import Ingestion
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// By what an audit is taken apart.
enum AuditKey: String, ExpressibleByArgument, CaseIterable {
    case source, hour
}

/// The ends of accepted articles by their source, or by the hour in which they were accepted.
///
/// It is counted from what is there: documents, duplicates and quarantine in the store, open articles in the journal. Of
/// a filtered article nothing is kept but its disposition, and of a duplicate only when it was told.
struct AuditBreakdown {
    struct Row: JSONWritable {
        let name: String
        var stored = 0
        var duplicate = 0
        var quarantined = 0
        var inFlight = 0

        var sum: Int { stored + duplicate + quarantined + inFlight }

        func write(to json: inout JSONWriter) {
            json.beginObject()
            json.member("name", name)
            json.member("accepted", sum)
            json.member("stored", stored)
            json.member("duplicate", duplicate)
            json.member("quarantined", quarantined)
            json.member("inFlight", inFlight)
            json.endObject()
        }
    }

    private let key: AuditKey
    private var byName: [String: Row] = [:]
    private var stored: Set<ArticleID> = []

    /// Counts.
    init(by key: AuditKey, _ store: any Storage.Store, journal: String) throws {
        self.key = key
        try countDocuments(store)
        try countDuplicates(store)
        try countQuarantine(store)
        try countOpen(journal)
    }

    var rows: [Row] { byName.values.sorted { $0.name < $1.name } }
    var sum: Int { byName.values.reduce(0) { $0 + $1.sum } }

    private mutating func add(_ article: [UInt8], _ accepted: Timestamp, _ column: WritableKeyPath<Row, Int>) throws {
        let name: String
        switch key {
        case .source: name = try JSONParser.parse(article)["source"]?.string ?? "(none)"
        case .hour: name = "\(accepted.description.prefix(13)):00Z"
        }
        byName[name, default: Row(name: name)][keyPath: column] += 1
    }

    /// An article counts once, however many versions of it are stored.
    private mutating func countDocuments(_ store: any Storage.Store) throws {
        var seq = 0
        while true {
            let batch = try Failure.ofStore { () throws(StoreError) in
                try store.documents(after: seq, topicPrefix: "", limit: 500)
            }
            for document in batch {
                seq = document.seq
                guard stored.insert(document.id).inserted else { continue }
                try add(document.article, Self.accepted(document.envelope, document.id), \.stored)
            }
            if batch.isEmpty { return }
        }
    }

    private static func accepted(_ envelope: [UInt8], _ id: ArticleID) throws -> Timestamp {
        Timestamp(milliseconds: Int64(try Envelope.stored(envelope, of: id).accepted))
    }

    /// A duplicate has the text, and is taken to have the source, of the article that was there before it.
    private mutating func countDuplicates(_ store: any Storage.Store) throws {
        var position: SideRecord.Position?
        while true {
            let batch = try Failure.ofStore { () throws(StoreError) in
                try store.sides(.duplicates, after: position, limit: 500)
            }
            for case .duplicate(_, _, let seq, let at) in batch {
                let first = try Failure.ofStore { () throws(StoreError) in
                    try store.documents(after: seq - 1, topicPrefix: "", limit: 1).first
                }
                try add(first?.article ?? Array("{}".utf8), at, \.duplicate)
            }
            guard let last = batch.last else { return }
            position = last.position
        }
    }

    /// An article that was stored before and failed when it was worked again still counts as stored.
    private mutating func countQuarantine(_ store: any Storage.Store) throws {
        let ids = try Failure.ofStore { () throws(StoreError) in try store.quarantined(limit: .max).map(\.id) }
        for id in ids where !stored.contains(id) {
            let found = try Failure.ofStore { () throws(StoreError) in try store.quarantined(id) }
            guard let article = found else { continue }
            let accepted = try Self.accepted(article.envelope, id)
            try add(article.frames.first ?? Array("{}".utf8), accepted, \.quarantined)
        }
    }

    private mutating func countOpen(_ journal: String) throws {
        var open: [JournalledArticle] = []
        do throws(JournalError) {
            try JournalInspection(of: journal).forEachOpen { open.append($0) }
        } catch {
            throw Failure(.unavailable, "cannot read the journal \(journal), which --by needs: \(error)")
        }
        for article in open where !stored.contains(article.id) {
            try add(article.frame, article.acceptedAt, \.inFlight)
        }
    }
}

extension AuditBreakdown {
    /// A table with a line for each name.
    var text: String {
        let head = [key.rawValue, "accepted", "stored", "duplicate", "quarantined", "in flight"]
        let lines = rows.map { row in
            [row.name] + [row.sum, row.stored, row.duplicate, row.quarantined, row.inFlight].map { "\($0)" }
        }
        let widths = head.indices.map { column in ([head] + lines).map { $0[column].count }.max() ?? 0 }
        return ([head] + lines).map { line in
            zip(line, widths).enumerated().map { index, cell in
                let space = String(repeating: " ", count: cell.1 - cell.0.count)
                return index == 0 ? cell.0 + space : space + cell.0
            }.joined(separator: "  ")
        }.joined(separator: "\n")
    }

    /// What of the journal's account isn't found again in the rows; nothing while articles are on their way.
    func findings(_ journal: JSONValue, _ counts: StoreCounts) -> [String] {
        func count(_ name: String) -> Int { journal[name]?.integer ?? 0 }
        guard count("inFlight") == 0, byName.values.allSatisfy({ $0.inFlight == 0 }) else { return [] }
        let found = sum + count("filtered") + count("damaged") + counts.dropped
        guard found != count("accepted") else { return [] }
        return ["by \(key.rawValue) there are \(found) articles, ingestion has accepted \(count("accepted"))"]
    }
}
