/// Writes what ``ByteReader`` reads.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func uint16(_ value: UInt16) { bytes += [UInt8(value & 0xFF), UInt8(value >> 8)] }

    mutating func uint32(_ value: UInt32) {
        uint16(UInt16(value & 0xFFFF))
        uint16(UInt16(value >> 16))
    }

    mutating func uint64(_ value: UInt64) {
        uint32(UInt32(truncatingIfNeeded: value))
        uint32(UInt32(truncatingIfNeeded: value >> 32))
    }

    mutating func varint64(_ value: UInt64) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(value & 0x7F) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    mutating func varint(_ value: UInt32) {
        var value = value
        while value >= 0x80 {
            bytes.append(UInt8(value & 0x7F) | 0x80)
            value >>= 7
        }
        bytes.append(UInt8(value))
    }

    mutating func string(_ text: String) {
        varint(UInt32(text.utf8.count))
        bytes += text.utf8
    }

    mutating func list(_ values: [UInt32]) {
        varint(UInt32(values.count))
        for value in values { varint(value) }
    }

    mutating func ascending(_ values: [UInt32]) {
        varint(UInt32(values.count))
        var last: UInt32 = 0
        for value in values {
            varint(value &- last)
            last = value
        }
    }
}
