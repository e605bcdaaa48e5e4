import Crypto
import FoundationEssentials

/// A model file that can't be read or used.
package struct TaggerModelError: Error, CustomStringConvertible {
    package let description: String
}

extension TaggerModel {
    // The file: 16 bytes of magic, format and feature version (4 bytes each, little endian), the SHA-256 of all that
    // follows, and then: name, styles, word table (hashes as differences), transitions, and for each feature the
    // difference of its hash, four bytes that say which labels have weights, and a byte for each of these weights.
    private static let magic = Array("interdict-names\n".utf8)
    private static let formatVersion: UInt32 = 1
    private static var featureFormat: UInt32 { UInt32(featureVersion) }

    /// Reads a model file and checks its checksum.
    package init(path: String) throws(TaggerModelError) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw TaggerModelError(description: "cannot read the model \(path)")
        }
        var reader = ByteReader(bytes: Array(data))
        do throws(ByteReader.Truncated) {
            let magic = try reader.bytes(Self.magic.count)
            let versions = [try reader.uint32(), try reader.uint32()]
            guard Array(magic) == Self.magic, versions == [Self.formatVersion, Self.featureFormat] else {
                throw ByteReader.Truncated()
            }
            let checksum = Array(try reader.bytes(32))
            guard checksum == Self.checksum(reader.rest) else { throw ByteReader.Truncated() }
            try self.init(payload: &reader, sha256: checksum)
        } catch {
            throw TaggerModelError(
                description:
                    "\(path) is no model of format \(Self.formatVersion).\(Self.featureVersion), or it is damaged: "
                    + "make it again with interdict-train"
            )
        }
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: bytes)
        return Array(hash.finalize())
    }

    private init(payload reader: inout ByteReader, sha256: [UInt8]) throws(ByteReader.Truncated) {
        let name = try reader.string()
        var styles: [String] = []
        for _ in 0..<(try reader.count()) { styles.append(try reader.string()) }
        let words = try Self.words(&reader)
        var transitions = [SIMD8<Int16>](repeating: .zero, count: 8)
        for row in 0..<8 {
            for column in 0..<8 { transitions[row][column] = Int16(bitPattern: try reader.uint16()) }
        }
        let keys = try reader.ascending()
        var rows: [Row] = []
        rows.reserveCapacity(keys.count)
        for _ in keys { rows.append(try reader.row()) }
        self.init(name: name, styles: styles, words: words, keys: keys, rows: rows, transitions: transitions)
        self.sha256 = sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func words(_ reader: inout ByteReader) throws(ByteReader.Truncated) -> WordTable {
        let keys = try reader.ascending()
        var values: [UInt16] = []
        values.reserveCapacity(keys.count)
        for _ in keys { values.append(try reader.uint16()) }
        return WordTable(keys: keys, values: values, paths: try reader.list())
    }

    /// The bytes of the model's file.
    package var fileBytes: [UInt8] {
        var writer = ByteWriter()
        writer.string(name)
        writer.varint(UInt32(styles.count))
        for style in styles { writer.string(style) }
        writer.ascending(words.keys)
        for value in words.values { writer.uint16(value) }
        writer.list(words.paths)
        for row in transitions {
            for column in 0..<8 { writer.uint16(UInt16(bitPattern: row[column])) }
        }
        writer.ascending(keys)
        for row in rows { writer.row(row) }
        var header = ByteWriter()
        header.bytes = Self.magic
        header.uint32(Self.formatVersion)
        header.uint32(Self.featureFormat)
        return header.bytes + Self.checksum(writer.bytes[...]) + writer.bytes
    }
}

/// Reads numbers and texts from bytes.
private struct ByteReader {
    struct Truncated: Error {}

    let bytes: [UInt8]
    var at = 0

    var rest: ArraySlice<UInt8> { bytes[at...] }

    mutating func bytes(_ count: Int) throws(Truncated) -> ArraySlice<UInt8> {
        guard count >= 0, at + count <= bytes.count else { throw Truncated() }
        defer { at += count }
        return bytes[at..<at + count]
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

    mutating func row() throws(Truncated) -> TaggerModel.Row {
        var labels = try uint32()
        guard at + labels.nonzeroBitCount <= bytes.count else { throw Truncated() }
        var row = TaggerModel.Row.zero
        while labels != 0 {
            row[labels.trailingZeroBitCount] = Int16(Int8(bitPattern: bytes[at]))
            at += 1
            labels &= labels - 1
        }
        return row
    }
}

/// Writes what ``ByteReader`` reads.
private struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func uint16(_ value: UInt16) { bytes += [UInt8(value & 0xFF), UInt8(value >> 8)] }

    mutating func uint32(_ value: UInt32) {
        uint16(UInt16(value & 0xFFFF))
        uint16(UInt16(value >> 16))
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

    mutating func row(_ row: TaggerModel.Row) {
        var labels: UInt32 = 0
        for label in 0..<TagSet.count where row[label] != 0 { labels |= 1 << UInt32(label) }
        uint32(labels)
        for label in 0..<TagSet.count where row[label] != 0 {
            bytes.append(UInt8(bitPattern: Int8(clamping: row[label])))
        }
    }
}
