internal import Messages

/// What the tables need of a document, read leniently: a value that isn't understood is left out, and its bytes stay in
/// the frames.
struct DocumentFacts {
    struct EntityRow {
        var id: String
        var kind: String
        var name: String
        var country: String?
        var names: [String]
    }

    struct MentionRow {
        var kind: String
        var start: Int
        var end: Int
        var text: String
        var entity: String?
        var country: String?
        var confidence: Double?
    }

    struct EventRow {
        var action: String
        var measures: [String]
        var issuer: [String]
        var target: [String]
        var targetNames: [String]
        var regime: String?
        var date: String?
        var confidence: Double?
        var evidence: [EvidenceRow]
    }

    struct EvidenceRow {
        var role: String
        var start: Int
        var end: Int
        var text: String
    }

    struct MatchRow {
        var list: String
        var entry: String
        var name: String
        var text: String
        var role: String?
        var score: Double?
        var entity: String?
    }

    var contentHash: String
    var title: String
    var body: String
    var url: String?
    var source: String?
    var language: String?
    /// When it was published, or received.
    var time: String
    var version: String
    var relevance: String
    var topics: [String]
    var entities: [EntityRow]
    var mentions: [MentionRow]
    var events: [EventRow]
    var matches: [MatchRow]

    init(_ item: StoreItem) throws(UnreadableFrame) {
        let article = try Self.object(item.article, "article")
        let extraction = try Self.object(item.extraction, "extraction")
        let verdict = try Self.object(item.verdict, "verdict")
        guard article["id"]?.string == item.id.rawValue else {
            let found = article["id"]?.string ?? "none"
            throw UnreadableFrame(reason: "the article frame has the id \"\(found)\", the message \"\(item.id)\"")
        }
        contentHash = article["contentHash"]?.string ?? ""
        title = article["title"]?.string ?? ""
        body = article["body"]?.string ?? ""
        url = article["url"]?.string
        source = article["source"]?.string
        language = article["language"]?.string
        time = article["published"]?.string ?? article["receivedAt"]?.string ?? ""
        version = DocumentVersion(extraction: extraction, verdict: verdict).text
        relevance = verdict["relevance"]?.string ?? ""
        topics = Topics.of(verdict: verdict, extraction: extraction)
        entities = (extraction["entities"]?.array ?? []).compactMap(EntityRow.init)
        mentions = (extraction["mentions"]?.array ?? []).compactMap(MentionRow.init)
        events = (verdict["events"]?.array ?? []).compactMap(EventRow.init)
        matches = (verdict["matches"]?.array ?? []).compactMap(MatchRow.init)
    }

    private static func object(_ bytes: [UInt8], _ frame: String) throws(UnreadableFrame) -> JSONValue {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw UnreadableFrame(reason: "the \(frame) frame is not JSON: \(error)")
        }
        guard case .object = value else {
            throw UnreadableFrame(reason: "the \(frame) frame must be a JSON object, not \(value.typeName)")
        }
        return value
    }
}

extension DocumentFacts {
    /// What the tables need of records that come from another store, where they could be read already.
    static func all(of records: [StoredRecord]) throws(StoreError) -> [(item: StoreItem, facts: DocumentFacts)] {
        var all: [(item: StoreItem, facts: DocumentFacts)] = []
        for record in records {
            do throws(UnreadableFrame) {
                all.append((record.item, try DocumentFacts(record.item)))
            } catch {
                throw StoreError(.failed, "document #\(record.seq) can't be read: \(error.reason)")
            }
        }
        return all
    }
}

/// A frame that can't be stored.
struct UnreadableFrame: Error {
    let reason: String
}

extension DocumentFacts.EntityRow {
    fileprivate init?(_ json: JSONValue) {
        guard let id = json["id"]?.string, let name = json["name"]?.string else { return nil }
        let names = ([name] + json.strings("aliases")).map { $0.lowercased() }
        self.init(
            id: id,
            kind: json["kind"]?.string ?? "",
            name: name,
            country: json["country"]?.string,
            names: Set(names).sorted()
        )
    }
}

extension DocumentFacts.MentionRow {
    fileprivate init?(_ json: JSONValue) {
        guard let start = json["start"]?.integer, let end = json["end"]?.integer else { return nil }
        self.init(
            kind: json["kind"]?.string ?? "",
            start: start,
            end: end,
            text: json["text"]?.string ?? "",
            entity: json["entity"]?.string,
            country: json["country"]?.string,
            confidence: json["confidence"]?.double
        )
    }
}

extension DocumentFacts.EventRow {
    fileprivate init?(_ json: JSONValue) {
        guard let action = json["action"]?.string else { return nil }
        self.init(
            action: action,
            measures: json.strings("measures"),
            issuer: json.strings("issuer"),
            target: json.strings("target"),
            targetNames: json.strings("targetNames"),
            regime: json["regime"]?.string,
            date: json["date"]?.string,
            confidence: json["confidence"]?.double,
            evidence: (json["evidence"]?.array ?? []).compactMap(DocumentFacts.EvidenceRow.init)
        )
    }
}

extension DocumentFacts.EvidenceRow {
    fileprivate init?(_ json: JSONValue) {
        guard let start = json["start"]?.integer, let end = json["end"]?.integer else { return nil }
        self.init(role: json["role"]?.string ?? "", start: start, end: end, text: json["text"]?.string ?? "")
    }
}

extension DocumentFacts.MatchRow {
    fileprivate init?(_ json: JSONValue) {
        guard let list = json["list"]?.string, let entry = json["entryID"]?.string else { return nil }
        self.init(
            list: list,
            entry: entry,
            name: json["name"]?.string ?? "",
            text: json["text"]?.string ?? "",
            role: json["role"]?.string,
            score: json["score"]?.double,
            entity: json["entity"]?.string
        )
    }
}
