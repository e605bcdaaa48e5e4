/// A value for a statement, in PostgreSQL's binary form.
enum Parameter {
    case integer(Int)
    case text(String)
    case bytes([UInt8])
    case integers([Int])
    case texts([String])
    case null

    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ bytes: [UInt8]?) { self = bytes.map { .bytes($0) } ?? .null }

    /// Appends the value; false where it is null.
    func append(to bytes: inout [UInt8]) -> Bool {
        switch self {
        case .integer(let value): bytes.append(bigEndian: Int64(value))
        case .text(let value): bytes.append(postgreSQL: value)
        case .bytes(let value): bytes += value
        case .integers(let values):
            Self.beginArray(of: 20, values.count, &bytes)
            for value in values {
                bytes.append(bigEndian: Int32(8))
                bytes.append(bigEndian: Int64(value))
            }
        case .texts(let values):
            Self.beginArray(of: 25, values.count, &bytes)
            for value in values { bytes.append(lengthAnd: value) }
        case .null: return false
        }
        return true
    }

    /// The header of an array with one dimension, or none where it is empty.
    private static func beginArray(of type: Int32, _ count: Int, _ bytes: inout [UInt8]) {
        bytes.append(bigEndian: Int32(count == 0 ? 0 : 1))
        bytes.append(bigEndian: Int32(0))
        bytes.append(bigEndian: type)
        guard count > 0 else { return }
        bytes.append(bigEndian: Int32(count))
        bytes.append(bigEndian: Int32(1))
    }
}

extension [UInt8] {
    mutating func append(bigEndian value: some FixedWidthInteger) {
        for shift in stride(from: value.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: value >> shift))
        }
    }

    /// Appends a text as the server takes it: U+0000, which it refuses, becomes U+FFFD.
    mutating func append(postgreSQL text: String) {
        guard text.utf8.contains(0) else { return append(contentsOf: text.utf8) }
        for byte in text.utf8 {
            if byte == 0 { append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { append(byte) }
        }
    }

    /// Appends a text behind its length.
    mutating func append(lengthAnd text: String) {
        let start = count
        append(bigEndian: Int32(0))
        append(postgreSQL: text)
        let length = UInt32(count - start - 4)
        for index in 0..<4 { self[start + index] = UInt8(truncatingIfNeeded: length >> (24 - 8 * index)) }
    }
}
