import Crypto
import FoundationEssentials
import Glibc

/// The gazetteer's tables in one file that loads in a few milliseconds; `interdict-train gazetteer` makes it.
///
/// The file: 16 bytes of magic, the format (4 bytes, little endian), the SHA-256 of all that follows, and then the length of
/// each table in bytes, the authorities, the countries, and the hashes of all names in ascending order, as differences,
/// with what is known of each.
package struct GazetteerPack: Sendable {
    package static let name = "gazetteer.pack"
    private static let magic = Array("interdict-gazet\n".utf8)
    private static let format: UInt32 = 1

    /// Reads the pack of a folder; nil where there is none, or where a table was changed after the pack was made.
    ///
    /// - Throws: ``GazetteerError`` for a pack that is damaged.
    static func gazetteer(folder: String) throws(GazetteerError) -> Gazetteer? {
        let path = "\(folder)/\(name)"
        // One that can't be read is as good as none: the tables are read, and say what is wrong with the folder.
        guard let data = try? Data(contentsOf: URL(filePath: path)) else { return nil }
        var reader = ByteReader(bytes: Array(data))
        do throws(ByteReader.Truncated) {
            let magic = try reader.bytes(Self.magic.count)
            guard Array(magic) == Self.magic, try reader.uint32() == format,
                Array(try reader.bytes(32)) == checksum(reader.rest)
            else { throw ByteReader.Truncated() }
            for table in Gazetteer.tables where try reader.uint64() != length("\(folder)/\(table)") { return nil }
            return try Gazetteer(packed: &reader)
        } catch {
            throw GazetteerError(
                description: "\(path) is damaged or of another version: make it again with interdict-train gazetteer"
            )
        }
    }

    /// The bytes of the pack of a folder's tables.
    ///
    /// - Throws: ``GazetteerError`` with file and line.
    package static func bytes(folder: String) throws(GazetteerError) -> [UInt8] {
        let gazetteer = try Gazetteer(tables: folder)
        var writer = ByteWriter()
        for table in Gazetteer.tables { writer.uint64(length("\(folder)/\(table)") ?? 0) }
        gazetteer.pack(into: &writer)
        var header = ByteWriter()
        header.bytes = magic
        header.uint32(format)
        return header.bytes + checksum(writer.bytes[...]) + writer.bytes
    }

    private static func length(_ path: String) -> UInt64? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return UInt64(status.st_size)
    }

    private static func checksum(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: bytes)
        return Array(hash.finalize())
    }
}

extension Gazetteer {
    fileprivate init(packed reader: inout ByteReader) throws(ByteReader.Truncated) {
        var authorities: [String] = []
        for _ in 0..<(try reader.count()) { authorities.append(try reader.string()) }
        var countries: [CountryCode: Country] = [:]
        for _ in 0..<(try reader.count()) {
            let code = CountryCode(rawValue: try reader.uint16())
            let (name, capital) = (try reader.string(), try reader.string())
            countries[code] = Country(name: name, capital: capital.isEmpty ? nil : capital)
        }
        let count = try reader.count()
        self.init(capacity: count, authorities: authorities, countries: countries)
        var hash: UInt64 = 0
        for _ in 0..<count {
            hash &+= try reader.varint64()
            insert(hash, try reader.entry())
        }
    }

    fileprivate func pack(into writer: inout ByteWriter) {
        writer.varint(UInt32(authorities.count))
        for authority in authorities { writer.string(authority) }
        writer.varint(UInt32(countries.count))
        for (code, country) in countries.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            writer.uint16(code.rawValue)
            writer.string(country.name)
            writer.string(country.capital ?? "")
        }
        let names = known
        writer.varint(UInt32(names.count))
        var last: UInt64 = 0
        for (hash, entry) in names {
            writer.varint64(hash &- last)
            last = hash
            writer.entry(entry)
        }
    }
}

extension ByteReader {
    /// Senses, a byte that says which of the other four there are, and these.
    fileprivate mutating func entry() throws(Truncated) -> GazetteerEntry {
        var entry = GazetteerEntry()
        let senses = try varint()
        entry.senses = GazetteerEntry.Senses(rawValue: UInt16(truncatingIfNeeded: senses >> 4))
        if senses & 1 != 0 { entry.placeCountry = CountryCode(rawValue: try uint16()) }
        if senses & 2 != 0 { entry.demonymCountry = CountryCode(rawValue: try uint16()) }
        if senses & 4 != 0 { entry.institutionCountry = CountryCode(rawValue: try uint16()) }
        if senses & 8 != 0 { entry.authority = try uint8() }
        return entry
    }
}

extension ByteWriter {
    fileprivate mutating func entry(_ entry: GazetteerEntry) {
        var senses = UInt32(entry.senses.rawValue) << 4
        if entry.placeCountry != nil { senses |= 1 }
        if entry.demonymCountry != nil { senses |= 2 }
        if entry.institutionCountry != nil { senses |= 4 }
        if entry.authority != nil { senses |= 8 }
        varint(senses)
        for country in [entry.placeCountry, entry.demonymCountry, entry.institutionCountry] {
            if let country { uint16(country.rawValue) }
        }
        if let authority = entry.authority { bytes.append(authority) }
    }
}
