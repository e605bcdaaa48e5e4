/// Reads numbers and texts from bytes.
struct ByteReader {
    struct Truncated: Error {}

    let bytes: [UInt8]
    private(set) var at = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    var rest: ArraySlice<UInt8> { bytes[at...] }

    mutating func bytes(_ count: Int) throws(Truncated) -> ArraySlice<UInt8> {
        guard count >= 0, at + count <= bytes.count else { throw Truncated() }
        defer { at += count }
        return bytes[at..<at + count]
    }

    mutating func uint8() throws(Truncated) -> UInt8 {
        guard at < bytes.count else { throw Truncated() }
        defer { at += 1 }
        return bytes[at]
    }

    mutating func uint16() throws(Truncated) -> UInt16 {
        guard at + 2 <= bytes.count else { throw Truncated() }
        defer { at += 2 }
        return UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
    }

    mutating func uint32() throws(Truncated) -> UInt32 {
        UInt32(try uint16()) | UInt32(try uint16()) << 16
    }

    mutating func varint() throws(Truncated) -> UInt32 {
        var value: UInt32 = 0
        var shift: UInt32 = 0
        while at < bytes.count, shift < 35 {
            let byte = bytes[at]
            at += 1
            value |= UInt32(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Truncated()
    }

    /// A number of things, each of which takes a byte at least.
    mutating func count() throws(Truncated) -> Int {
        let count = Int(try varint())
        guard count <= bytes.count - at else { throw Truncated() }
        return count
    }

    mutating func string() throws(Truncated) -> String {
        String(decoding: try bytes(try count()), as: UTF8.self)
    }

    mutating func uint64() throws(Truncated) -> UInt64 {
        UInt64(try uint32()) | UInt64(try uint32()) << 32
    }

    mutating func varint64() throws(Truncated) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while shift < 70 {
            let byte = try uint8()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Truncated()
    }

    mutating func list() throws(Truncated) -> [UInt32] {
        var values: [UInt32] = []
        for _ in 0..<(try count()) { values.append(try varint()) }
        return values
    }

    mutating func ascending() throws(Truncated) -> [UInt32] {
        let count = try count()
        var values: [UInt32] = []
        values.reserveCapacity(count)
        var last: UInt32 = 0
        for _ in 0..<count {
            last &+= try varint()
            values.append(last)
        }
        return values
    }
}
