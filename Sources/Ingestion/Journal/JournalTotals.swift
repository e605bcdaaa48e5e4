/// The sum over digests that were dropped, in one small file that is replaced as a whole.
struct JournalTotals: Equatable {
    static let name = "totals"
    private static let magic = Array("INTERDT1".utf8)

    var counts = JournalCounts()
    /// Digests up to this ordinal are in the sum.
    var retiredThrough: UInt64 = 0
    var nextKey: UInt64 = 1
    var nextSegment: UInt64 = 1

    init() {}

    var bytes: [UInt8] {
        var bytes = Self.magic
        for number in [retiredThrough, nextKey, nextSegment] { bytes.append(number: number) }
        for count in [
            counts.accepted, counts.stored, counts.duplicate, counts.filtered, counts.quarantined, counts.damaged,
        ] {
            bytes.append(number: UInt64(count))
        }
        bytes.append(number: CRC32C.checksum(bytes[...]))
        return bytes
    }

    /// The totals, or nil where the bytes are none.
    init?(bytes: [UInt8]) {
        guard bytes.count == 84, bytes.starts(with: Self.magic) else { return nil }
        var sum = ByteReader(bytes.suffix(4))
        guard sum.number(UInt32.self) == CRC32C.checksum(bytes.dropLast(4)) else { return nil }
        var reader = ByteReader(bytes[8..<80])
        let numbers = (0..<9).compactMap { _ in reader.number(UInt64.self) }
        retiredThrough = numbers[0]
        nextKey = numbers[1]
        nextSegment = numbers[2]
        counts.accepted = Int(clamping: numbers[3])
        counts.stored = Int(clamping: numbers[4])
        counts.duplicate = Int(clamping: numbers[5])
        counts.filtered = Int(clamping: numbers[6])
        counts.quarantined = Int(clamping: numbers[7])
        counts.damaged = Int(clamping: numbers[8])
    }
}
