import Crypto
import FoundationEssentials

/// A model file that can't be read or used.
package struct TaggerModelError: Error, CustomStringConvertible {
    package let description: String
}

extension TaggerModel {
    // The file: 16 bytes of magic, format and feature version (4 bytes each, little endian), the SHA-256 of all that
    // follows, and then: name, styles, word table (hashes as differences), transitions, and for each feature the
    // difference of its hash, the set of labels that have weights, and a byte for each of these weights. Sets that many
    // features share stand in a table before them, the commonest first, and are named by their places; others are given.
    private static let magic = Array("interdict-names\n".utf8)
    private static let formatVersion: UInt32 = 3
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
        var styles: [Style] = []
        for _ in 0..<(try reader.count()) {
            styles.append(Style(name: try reader.string(), labels: try reader.uint32()))
        }
        let words = try Self.words(&reader)
        var transitions = [SIMD8<Int16>](repeating: .zero, count: 8)
        for row in 0..<8 {
            for column in 0..<8 { transitions[row][column] = Int16(bitPattern: try reader.uint16()) }
        }
        let keys = try reader.ascending()
        let sets = try reader.list()
        var rows: [Row] = []
        rows.reserveCapacity(keys.count)
        for _ in keys { rows.append(try reader.row(sets)) }
        self.init(
            name: name,
            styles: styles,
            words: words,
            keys: keys,
            rows: rows,
            transitions: transitions
        )
        self.sha256 = sha256.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private static func words(_ reader: inout ByteReader) throws(ByteReader.Truncated) -> WordTable {
        let keys = try reader.ascending()
        var values: [UInt16] = []
        values.reserveCapacity(keys.count)
        for _ in keys { values.append(try reader.uint16()) }
        var groups: [UInt16] = []
        groups.reserveCapacity(keys.count)
        for _ in keys { groups.append(try reader.uint16()) }
        var news: [UInt16] = []
        news.reserveCapacity(keys.count)
        for _ in keys { news.append(try reader.uint16()) }
        return WordTable(
            keys: keys,
            values: values,
            groups: groups,
            news: news,
            paths: try reader.list(),
            larger: try reader.list(),
            largerNews: try reader.list()
        )
    }

    /// The sets of labels that are worth a place in the table, the commonest first.
    private static func commonSets(_ rows: [Row]) -> [UInt32] {
        var counts: [UInt32: Int] = [:]
        for row in rows { counts[row.labels, default: 0] += 1 }
        return counts.filter { $0.value > 2 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// The bytes of the model's file.
    package var fileBytes: [UInt8] {
        var writer = ByteWriter()
        writer.string(name)
        writer.varint(UInt32(styles.count))
        for style in styles {
            writer.string(style.name)
            writer.uint32(style.labels)
        }
        writer.ascending(words.keys)
        for value in words.values { writer.uint16(value) }
        for group in words.groups { writer.uint16(group) }
        for group in words.news { writer.uint16(group) }
        writer.list(words.paths)
        writer.list(words.larger)
        writer.list(words.largerNews)
        for row in transitions {
            for column in 0..<8 { writer.uint16(UInt16(bitPattern: row[column])) }
        }
        writer.ascending(keys)
        let rows = rows
        let sets = Self.commonSets(rows)
        writer.list(sets)
        let places = Dictionary(uniqueKeysWithValues: zip(sets, 1...))
        for row in rows { writer.row(row, places) }
        var header = ByteWriter()
        header.bytes = Self.magic
        header.uint32(Self.formatVersion)
        header.uint32(Self.featureFormat)
        return header.bytes + Self.checksum(writer.bytes[...]) + writer.bytes
    }
}

extension TaggerModel.Row {
    /// The labels that have weights.
    fileprivate var labels: UInt32 {
        (0..<TagSet.count).reduce(0) { $0 | (self[$1] != 0 ? 1 << UInt32($1) : 0) }
    }
}

extension ByteReader {
    /// The place of the set of labels, counted from 1, or 0 and the set; then the weights.
    fileprivate mutating func row(_ sets: [UInt32]) throws(Truncated) -> TaggerModel.Row {
        let place = Int(try varint())
        guard place <= sets.count else { throw Truncated() }
        var labels = place > 0 ? sets[place - 1] : try uint32()
        var row = TaggerModel.Row.zero
        while labels != 0 {
            row[labels.trailingZeroBitCount] = Int16(Int8(bitPattern: try uint8()))
            labels &= labels - 1
        }
        return row
    }
}

extension ByteWriter {
    fileprivate mutating func row(_ row: TaggerModel.Row, _ places: [UInt32: Int]) {
        let labels = row.labels
        varint(UInt32(places[labels] ?? 0))
        if places[labels] == nil { uint32(labels) }
        for label in 0..<TagSet.count where row[label] != 0 {
            bytes.append(UInt8(bitPattern: Int8(clamping: row[label])))
        }
    }
}
