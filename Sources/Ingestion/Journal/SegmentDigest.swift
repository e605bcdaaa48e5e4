/// What remains of a segment after all of its articles have ended: enough to know them again and to count them.
///
/// 17 bytes an article. Settlements that the segment held for articles of older segments are carried over.
struct SegmentDigest: Equatable {
    struct Entry: Equatable {
        var id: UInt64
        var content: UInt64
        var state: Segment.State
    }

    struct Foreign: Equatable {
        var key: UInt64
        var outcome: JournalOutcome
    }

    private static let magic = Array("INTERDG1".utf8)

    /// Place in the order of the digests, from 1.
    let ordinal: UInt64
    let segment: UInt64
    let firstKey: UInt64
    var entries: [Entry]
    var foreign: [Foreign]

    init(ordinal: UInt64, segment: UInt64, firstKey: UInt64, entries: [Entry], foreign: [Foreign]) {
        self.ordinal = ordinal
        self.segment = segment
        self.firstKey = firstKey
        self.entries = entries
        self.foreign = foreign
    }

    static func name(_ ordinal: UInt64) -> String { "digest-\(SegmentFile.fixed(ordinal))" }

    static func ordinal(of name: String) -> UInt64? {
        name.hasPrefix("digest-") ? UInt64(name.dropFirst(7), radix: 16) : nil
    }

    var bytes: [UInt8] {
        var bytes = Self.magic
        bytes.reserveCapacity(48 + entries.count * 17 + foreign.count * 9)
        for number in [ordinal, segment, firstKey, UInt64(entries.count), UInt64(foreign.count)] {
            bytes.append(number: number)
        }
        for entry in entries {
            bytes.append(number: entry.id)
            bytes.append(number: entry.content)
            bytes.append(entry.state.rawValue)
        }
        for settlement in foreign {
            bytes.append(number: settlement.key)
            bytes.append(settlement.outcome.rawValue)
        }
        bytes.append(number: CRC32C.checksum(bytes[...]))
        return bytes
    }

    /// The digest, or nil where the bytes are none.
    init?(bytes: [UInt8]) {
        guard bytes.count >= 52, bytes.starts(with: Self.magic) else { return nil }
        var sum = ByteReader(bytes.suffix(4))
        guard sum.number(UInt32.self) == CRC32C.checksum(bytes.dropLast(4)) else { return nil }
        var reader = ByteReader(bytes.dropFirst(8).dropLast(4))
        guard let ordinal = reader.number(UInt64.self), let segment = reader.number(UInt64.self),
            let firstKey = reader.number(UInt64.self), let count = reader.number(UInt64.self),
            let foreignCount = reader.number(UInt64.self)
        else { return nil }
        self.init(ordinal: ordinal, segment: segment, firstKey: firstKey, entries: [], foreign: [])
        for _ in 0..<count {
            guard let id = reader.number(UInt64.self), let content = reader.number(UInt64.self),
                let state = reader.number(UInt8.self).flatMap(Segment.State.init)
            else { return nil }
            entries.append(Entry(id: id, content: content, state: state))
        }
        for _ in 0..<foreignCount {
            guard let key = reader.number(UInt64.self),
                let outcome = reader.number(UInt8.self).flatMap(JournalOutcome.init)
            else { return nil }
            foreign.append(Foreign(key: key, outcome: outcome))
        }
    }
}
