/// The file format of a journal's segments: a head, then records.
enum SegmentFile {
    static let magic = Array("INTERDJ1".utf8)
    /// Magic, number, first key, check sum of the two numbers.
    static let headLength = 28

    static func name(_ number: UInt64) -> String { "segment-\(fixed(number))" }

    static func number(of name: String) -> UInt64? {
        name.hasPrefix("segment-") ? UInt64(name.dropFirst(8), radix: 16) : nil
    }

    static func head(number: UInt64, firstKey: UInt64) -> [UInt8] {
        var numbers: [UInt8] = []
        numbers.append(number: number)
        numbers.append(number: firstKey)
        var head = magic + numbers
        head.append(number: CRC32C.checksum(numbers[...]))
        return head
    }

    /// The first key, or nil where there is no whole head of this segment.
    static func firstKey(_ bytes: [UInt8], number: UInt64) -> UInt64? {
        guard bytes.count >= headLength else { return nil }
        var reader = ByteReader(bytes[16..<24])
        guard let key = reader.number(UInt64.self), bytes.starts(with: head(number: number, firstKey: key)) else {
            return nil
        }
        return key
    }

    /// A part of a segment.
    enum Piece {
        case record(JournalRecord, Range<Int>)
        /// Bytes that are no record, with whole records after them.
        case damaged(Range<Int>)
        /// Bytes that are no record, up to the end: a write that was cut off.
        case torn(Range<Int>)
    }

    /// Hands on the pieces of a segment in their order.
    static func scan(_ bytes: [UInt8], _ handle: (Piece) -> Void) {
        var offset = min(headLength, bytes.count)
        while offset < bytes.count {
            if let (record, length) = JournalRecord.read(bytes, at: offset) {
                handle(.record(record, offset..<offset + length))
                offset += length
            } else {
                let next = nextRecord(bytes, after: offset)
                handle(next == bytes.count ? .torn(offset..<next) : .damaged(offset..<next))
                offset = next
            }
        }
    }

    private static func nextRecord(_ bytes: [UInt8], after offset: Int) -> Int {
        var index = offset + 1
        while let candidate = bytes[index...].firstIndex(of: JournalRecord.mark[0]) {
            if JournalRecord.read(bytes, at: candidate) != nil { return candidate }
            index = candidate + 1
        }
        return bytes.count
    }

    static func fixed(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.utf8.count) + digits
    }
}
