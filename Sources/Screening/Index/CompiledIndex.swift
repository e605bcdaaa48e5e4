import FoundationEssentials
import Messages

/// An indexed list in a file of its own, which a worker reads in a few milliseconds instead of parsing the list.
///
/// The file lies beside the list's files and names their sizes and the tables by which names were read. When anything of that
/// is another, it is out of date and is left alone; the list's own files are always the truth.
package struct CompiledIndex: Sendable {
    /// The name of the file beside the first of the list's files.
    package static let fileName = "compiled.index"
    private static let magic = Array("INTERDICT INDEX 1\n".utf8)

    /// What the tables for reading names were when the index was made.
    private let fingerprint: String

    package init(fingerprint: String) {
        self.fingerprint = fingerprint
    }

    /// The path of the index of a list with these files.
    package static func path(for files: [String]) -> String? {
        guard let first = files.first else { return nil }
        let folder = first.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
        return (folder.isEmpty ? "." : folder) + "/" + fileName
    }

    /// The bytes of the file for a list made of these files.
    package func bytes(_ shard: ListShard, files: [(name: String, size: Int)]) -> [UInt8] {
        var header = JSONWriter()
        header.beginObject()
        header.member("names", fingerprint)
        header.member("list", shard.version.list)
        header.member("title", shard.title)
        header.member("snapshot", shard.version.snapshot)
        header.member("sha256", shard.version.sha256)
        header.member("entries", shard.version.entries)
        header.member("files", files.map { "\($0.name) \($0.size)" }.sorted())
        header.key("forms")
        header.beginArray()
        for forms in shard.names.formSets {
            header.beginArray()
            for form in forms { header.string(form) }
            header.endArray()
        }
        header.endArray()
        header.endObject()
        var body = BinaryWriter()
        body.array(header.bytes)
        body.scalar(0x0102_0304_0506_0708)
        write(shard, to: &body)
        return Self.magic + body.bytes
    }

    private func write(_ shard: ListShard, to body: inout BinaryWriter) {
        let words = shard.names.words
        body.flat(shard.entries.documents)
        body.flat(words.texts)
        body.flat(words.sounds)
        body.array(words.kinds)
        body.array(words.loosenesses)
        body.array(words.concepts)
        body.array(words.weights)
        body.array(words.letters)
        body.array(words.extraPlaces)
        body.scalar(UInt64(words.extras.count))
        for extra in words.extras {
            body.array(extra.groups)
            body.scalar(extra.korean == nil ? 0 : 1)
            body.array(extra.korean ?? [])
            body.array(extra.native.map(\.value))
        }
        body.array(words.keys)
        body.array(words.owners)
        body.flat(shard.names.postings)
        body.array(shard.names.entries)
        body.array(shard.names.qualities)
        body.array(shard.names.kinds)
        body.flat(shard.names.texts)
        body.array(shard.names.readingStarts)
        body.flat(shard.names.parts)
        body.array(shard.names.roles)
        body.array(shard.names.forms)
        body.array(shard.names.isFamilyFirst)
        body.array(shard.identifiers.hashes)
        body.array(shard.identifiers.entries)
        body.array(shard.aliases.hashes)
        body.array(shard.aliases.names)
    }

    /// The list in a file of this format; nil where it is out of date, damaged, or something else.
    package func shard(_ bytes: [UInt8], files: [(name: String, size: Int)]) -> ListShard? {
        guard bytes.starts(with: Self.magic) else { return nil }
        do throws(BinaryReader.Damaged) {
            var reader = BinaryReader(bytes, at: Self.magic.count)
            let header = try reader.array(UInt8.self, zero: 0)
            guard let json = try? JSONParser.parse(header), json["names"]?.string == fingerprint,
                json.strings("files") == files.map({ "\($0.name) \($0.size)" }).sorted(),
                try reader.scalar() == 0x0102_0304_0506_0708
            else { return nil }
            return try read(&reader, json)
        } catch {
            return nil
        }
    }

    private func read(_ reader: inout BinaryReader, _ json: JSONValue) throws(BinaryReader.Damaged) -> ListShard? {
        var entries = EntryStore()
        entries.documents = try reader.flatBytes()
        var names = NameIndex()
        names.words = try words(&reader)
        names.postings = try reader.flatNumbers()
        names.entries = try reader.array(UInt32.self, zero: 0)
        names.qualities = try reader.array(UInt8.self, zero: 0)
        names.kinds = try reader.array(UInt8.self, zero: 0)
        names.texts = try reader.flatBytes()
        names.readingStarts = try reader.array(UInt32.self, zero: 0)
        names.parts = try reader.flatNumbers()
        names.roles = try reader.array(UInt8.self, zero: 0)
        names.forms = try reader.array(UInt16.self, zero: 0)
        names.isFamilyFirst = try reader.array(UInt8.self, zero: 0)
        names.formSets = (json["forms"]?.array ?? []).map { ($0.array ?? []).compactMap(\.string) }
        var identifiers = IdentifierIndex()
        identifiers.hashes = try reader.array(UInt64.self, zero: 0)
        identifiers.entries = try reader.array(UInt32.self, zero: 0)
        var aliases = AliasAutomaton()
        aliases.hashes = try reader.array(UInt64.self, zero: 0)
        aliases.names = try reader.array(UInt32.self, zero: 0)
        guard isSound(entries, names, identifiers, aliases) else { return nil }
        names.prepare()
        let version = ListVersion(
            list: json["list"]?.string ?? "",
            snapshot: json["snapshot"]?.string ?? "",
            sha256: json["sha256"]?.string ?? "",
            entries: json["entries"]?.integer ?? 0
        )
        return ListShard(
            version: version,
            title: json["title"]?.string ?? "",
            entries: entries,
            names: names,
            identifiers: identifiers,
            aliases: aliases
        )
    }

    private func words(_ reader: inout BinaryReader) throws(BinaryReader.Damaged) -> WordTable {
        var words = WordTable()
        words.texts = try reader.flatBytes()
        words.sounds = try reader.flatBytes()
        words.kinds = try reader.array(UInt8.self, zero: 0)
        words.loosenesses = try reader.array(UInt8.self, zero: 0)
        words.concepts = try reader.array(UInt16.self, zero: 0)
        words.weights = try reader.array(Float.self, zero: 0)
        words.letters = try reader.array(UInt32.self, zero: 0)
        words.extraPlaces = try reader.array(UInt32.self, zero: 0)
        for _ in 0..<(try reader.scalar()) {
            let groups = try reader.array(UInt16.self, zero: 0)
            let hasKorean = try reader.scalar() == 1
            let korean = try reader.array(UInt8.self, zero: 0)
            let native = try reader.array(UInt32.self, zero: 0)
            words.extras.append(
                WordTable.Extra(
                    groups: groups,
                    korean: hasKorean ? korean : nil,
                    native: native.compactMap(Unicode.Scalar.init)
                )
            )
        }
        words.keys = try reader.array(UInt32.self, zero: 0)
        words.owners = try reader.array(UInt32.self, zero: 0)
        return words
    }

    /// Whether every number points into the array it is meant for.
    private func isSound(
        _ entries: EntryStore,
        _ names: NameIndex,
        _ identifiers: IdentifierIndex,
        _ aliases: AliasAutomaton
    ) -> Bool {
        let (words, count) = (names.words, names.words.count)
        let columns = [
            words.texts.count, words.sounds.count, words.loosenesses.count, words.concepts.count, words.weights.count,
            words.letters.count, words.extraPlaces.count, names.postings.count,
        ]
        let readings = names.forms.count
        return columns.allSatisfy { $0 == count } && words.keys.count == words.owners.count
            && words.owners.allSatisfy { $0 < count }
            && words.extraPlaces.allSatisfy { $0 <= words.extras.count }
            && names.postings.values.allSatisfy { $0 < names.count }
            && names.entries.allSatisfy { $0 < entries.count }
            && names.qualities.count == names.count && names.kinds.count == names.count
            && names.qualities.allSatisfy { $0 < ListName.Quality.allCases.count }
            && names.kinds.allSatisfy { $0 < ListEntry.Kind.allCases.count }
            && names.texts.count == names.count && names.readingStarts.count == names.count + 1
            && names.readingStarts.first == 0 && names.readingStarts.last == UInt32(readings)
            && zip(names.readingStarts, names.readingStarts.dropFirst()).allSatisfy { $0 < $1 }
            && names.parts.count == readings && names.isFamilyFirst.count == readings
            && names.roles.count == names.parts.values.count && names.parts.values.allSatisfy { $0 < count }
            && names.forms.allSatisfy { $0 < names.formSets.count }
            && identifiers.hashes.count == identifiers.entries.count
            && identifiers.entries.allSatisfy { $0 < entries.count }
            && aliases.hashes.count == aliases.names.count && aliases.names.allSatisfy { $0 <= names.count }
    }
}
