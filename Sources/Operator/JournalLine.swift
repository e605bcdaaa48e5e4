internal import Ingestion
internal import Messages

/// One record of a journal as JSON.
struct JournalLine {
    private let entry: JournalInspection.Entry
    private let withFrame: Bool

    init(_ entry: JournalInspection.Entry, withFrame: Bool) {
        self.entry = entry
        self.withFrame = withFrame
    }

    var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        switch entry {
        case .accepted(let article, let segment, let offset):
            place(&json, "accepted", segment, offset)
            write(article, &json)
        case .settled(let settlement, let segment, let offset):
            place(&json, "settled", segment, offset)
            write(settlement, &json)
        case .unreadable(let segment, let bytes):
            place(&json, "unreadable", segment, bytes.lowerBound)
            json.member("bytes", bytes.count)
        }
        json.endObject()
        return json.bytes
    }

    private func place(_ json: inout JSONWriter, _ kind: String, _ segment: String, _ offset: Int) {
        json.member("record", kind)
        json.member("segment", segment)
        json.member("offset", offset)
    }

    private func write(_ article: JournalledArticle, _ json: inout JSONWriter) {
        json.member("key", Int(clamping: article.key))
        json.member("id", article.id.rawValue)
        json.member("acceptedAt", article.acceptedAt.description)
        json.member("contentHash", article.contentHash.hexadecimal)
        json.member("bytes", article.frame.count)
        if withFrame {
            json.key("article")
            json.raw(article.frame)
        }
    }

    private func write(_ settlement: JournalSettlement, _ json: inout JSONWriter) {
        json.member("key", Int(clamping: settlement.key))
        json.member("id", settlement.id.rawValue)
        json.member("outcome", "\(settlement.outcome)")
        json.member("stage", settlement.stage)
        json.member("reason", settlement.reason)
        json.member("settledAt", settlement.settledAt.description)
    }
}
