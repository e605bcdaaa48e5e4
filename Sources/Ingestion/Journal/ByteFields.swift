/// Whole numbers and texts in a byte buffer, little-endian; texts and byte strings behind their length.
extension [UInt8] {
    mutating func append<Number: FixedWidthInteger>(number: Number) {
        var value = number.littleEndian
        unsafe Swift.withUnsafeBytes(of: &value) { bytes in unsafe append(contentsOf: bytes) }
    }

    mutating func append(text: String) {
        let utf8 = text.utf8.prefix(Int(UInt16.max))
        append(number: UInt16(utf8.count))
        append(contentsOf: utf8)
    }

    mutating func replace(number: UInt32, at offset: Int) {
        for index in 0..<4 { self[offset + index] = UInt8(truncatingIfNeeded: number >> (8 * index)) }
    }
}

/// Reads what was written by the methods above; nil where bytes are missing.
struct ByteReader {
    private let bytes: ArraySlice<UInt8>
    private(set) var at: Int

    init(_ bytes: ArraySlice<UInt8>) {
        self.bytes = bytes
        at = bytes.startIndex
    }

    var rest: ArraySlice<UInt8> { bytes[at...] }

    mutating func number<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
        guard let slice = take(MemoryLayout<Number>.size) else { return nil }
        return unsafe slice.withUnsafeBytes { unsafe Number(littleEndian: $0.loadUnaligned(as: Number.self)) }
    }

    mutating func text() -> String? {
        guard let count = number(UInt16.self), let slice = take(Int(count)) else { return nil }
        return String(validating: slice, as: UTF8.self)
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count <= bytes.endIndex - at else { return nil }
        defer { at += count }
        return bytes[at..<at + count]
    }
}
