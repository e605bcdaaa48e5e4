package import Messages

/// How an accepted article ended.
package enum JournalOutcome: UInt8, Sendable, CaseIterable {
    case stored = 1
    case duplicate = 2
    case filtered = 3
    case quarantined = 4
}

/// An article that the journal holds.
package struct JournalledArticle: Sendable, Equatable {
    package let key: UInt64
    package let id: ArticleID
    package let contentHash: ContentHash
    package let acceptedAt: Timestamp
    /// The first key of the articles that were accepted in the same go: they came to the disk together.
    let batchKey: UInt64
    package let frame: [UInt8]
}

/// The end of an article's way.
package struct JournalSettlement: Sendable, Equatable {
    package let key: UInt64
    /// Must be the id that was accepted under the key, or the settlement is passed over.
    package let id: ArticleID
    package let outcome: JournalOutcome
    package let stage: String
    package let reason: String
    package let settledAt: Timestamp

    package init(
        key: UInt64,
        id: ArticleID,
        outcome: JournalOutcome,
        stage: String = "",
        reason: String = "",
        settledAt: Timestamp
    ) {
        self.key = key
        self.id = id
        self.outcome = outcome
        self.stage = stage
        self.reason = reason
        self.settledAt = settledAt
    }
}

/// One record of a segment file.
///
/// On disk: a mark that no UTF-8 text holds, the length of what follows the check sum, CRC-32C of that, its kind in one
/// byte, its fields.
enum JournalRecord: Sendable, Equatable {
    case accepted(JournalledArticle)
    case settled(JournalSettlement)

    static let mark: [UInt8] = [0xFF, 0x4A, 0x4E, 0xFE]
    static let headLength = 12

    static func append(_ record: JournalRecord, to buffer: inout [UInt8]) {
        let start = buffer.count
        buffer.append(contentsOf: mark)
        buffer.append(number: UInt32(0))
        buffer.append(number: UInt32(0))
        switch record {
        case .accepted(let article): append(article, to: &buffer)
        case .settled(let settlement): append(settlement, to: &buffer)
        }
        let content = start + headLength
        buffer.replace(number: UInt32(buffer.count - content), at: start + 4)
        buffer.replace(number: CRC32C.checksum(buffer[content...]), at: start + 8)
    }

    private static func append(_ article: JournalledArticle, to buffer: inout [UInt8]) {
        buffer.append(1)
        buffer.append(number: article.key)
        buffer.append(number: article.batchKey)
        buffer.append(number: article.acceptedAt.milliseconds)
        buffer.append(contentsOf: article.contentHash.bytes)
        buffer.append(text: article.id.rawValue)
        buffer.append(contentsOf: article.frame)
    }

    private static func append(_ settlement: JournalSettlement, to buffer: inout [UInt8]) {
        buffer.append(2)
        buffer.append(number: settlement.key)
        buffer.append(settlement.outcome.rawValue)
        buffer.append(number: settlement.settledAt.milliseconds)
        buffer.append(text: settlement.id.rawValue)
        buffer.append(text: settlement.stage)
        buffer.append(text: settlement.reason)
    }

    /// The record at `offset` and its length on disk, or nil where there is no whole one.
    static func read(_ bytes: [UInt8], at offset: Int) -> (record: JournalRecord, length: Int)? {
        guard let content = content(bytes, at: offset) else { return nil }
        var reader = ByteReader(content.dropFirst())
        let record: JournalRecord? =
            switch content.first {
            case 1: article(&reader).map { .accepted($0) }
            case 2: settlement(&reader).map { .settled($0) }
            default: nil
            }
        return record.map { ($0, headLength + content.count) }
    }

    private static func content(_ bytes: [UInt8], at offset: Int) -> ArraySlice<UInt8>? {
        guard offset + headLength < bytes.count, bytes[offset] == mark[0] else { return nil }
        var head = ByteReader(bytes[offset..<offset + headLength])
        guard head.take(4)?.elementsEqual(mark) == true, let length = head.number(UInt32.self).map(Int.init),
            let sum = head.number(UInt32.self), length <= bytes.count - offset - headLength
        else { return nil }
        let content = bytes[offset + headLength..<offset + headLength + length]
        return CRC32C.checksum(content) == sum ? content : nil
    }

    private static func article(_ reader: inout ByteReader) -> JournalledArticle? {
        guard let key = reader.number(UInt64.self), let batchKey = reader.number(UInt64.self), batchKey <= key,
            let acceptedAt = reader.number(Int64.self),
            let hash = reader.take(32).flatMap({ ContentHash(bytes: Array($0)) }), let id = reader.text()
        else { return nil }
        return JournalledArticle(
            key: key,
            id: ArticleID(rawValue: id),
            contentHash: hash,
            acceptedAt: Timestamp(milliseconds: acceptedAt),
            batchKey: batchKey,
            frame: Array(reader.rest)
        )
    }

    private static func settlement(_ reader: inout ByteReader) -> JournalSettlement? {
        guard let key = reader.number(UInt64.self),
            let outcome = reader.number(UInt8.self).flatMap(JournalOutcome.init), let at = reader.number(Int64.self),
            let id = reader.text(), let stage = reader.text(), let reason = reader.text()
        else { return nil }
        return JournalSettlement(
            key: key,
            id: ArticleID(rawValue: id),
            outcome: outcome,
            stage: stage,
            reason: reason,
            settledAt: Timestamp(milliseconds: at)
        )
    }
}
