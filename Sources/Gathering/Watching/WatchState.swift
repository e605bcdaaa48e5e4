internal import FoundationEssentials
internal import Glibc
internal import Messages

/// What has been pushed of folders and feeds, kept in a file between runs.
///
/// An article is noted after its receipt only, and the file is replaced as a whole: after a crash something may be pushed
/// once more, which ingestion tells from what is new, but nothing is left out.
package struct WatchState: Sendable, Equatable {
    /// A feed as it was when it was last read.
    package struct Feed: Sendable, Equatable {
        package var etag: String?
        package var lastModified: String?
        /// Marks of entries that were pushed, the latest last.
        package var seen: [String]

        package init(etag: String? = nil, lastModified: String? = nil, seen: [String] = []) {
            self.etag = etag
            self.lastModified = lastModified
            self.seen = seen
        }
    }

    /// By the feed's address.
    package var feeds: [String: Feed] = [:]
    /// Size and time of change of files that were pushed, by the folder, then by the file's path in it.
    package var folders: [String: [String: String]] = [:]

    package init() {}

    /// Reads a state; an empty one where there is no such file.
    ///
    /// - Throws: ``Unreadable`` where the file holds something else.
    package init(path: String) throws(Unreadable) {
        guard let data = FileManager.default.contents(atPath: path) else { return }
        guard let json = try? JSONParser.parse(Array(data)), json["schema"]?.string == Self.schema else {
            throw Unreadable(path, "this is no state of interdict watch; move it away to begin anew")
        }
        for member in json["feeds"]?.members ?? [] {
            feeds[member.name] = Feed(
                etag: member.value["etag"]?.string,
                lastModified: member.value["lastModified"]?.string,
                seen: member.value.strings("seen")
            )
        }
        for folder in json["folders"]?.members ?? [] {
            for file in folder.value.members ?? [] {
                if let mark = file.value.string { folders[folder.name, default: [:]][file.name] = mark }
            }
        }
    }

    private static let schema = "interdict.watch/1"

    /// Replaces the file; it is on the disk when the call returns.
    package func save(path: String) throws(Unreadable) {
        let draft = "\(path).new"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.failure(draft) }
        let bytes = json
        let written = unsafe bytes.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        let isDurable = written == bytes.count && fsync(descriptor) == 0
        close(descriptor)
        guard isDurable, unsafe rename(draft, path) == 0 else { throw Self.failure(draft) }
    }

    private static func failure(_ path: String) -> Unreadable {
        let code = errno
        return Unreadable(path, unsafe "the state can't be written: \(String(cString: strerror(code)))")
    }

    private var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("schema", Self.schema)
        json.key("feeds")
        json.beginObject()
        for (url, feed) in feeds.sorted(by: { $0.key < $1.key }) {
            json.key(url)
            json.beginObject()
            if let etag = feed.etag { json.member("etag", etag) }
            if let lastModified = feed.lastModified { json.member("lastModified", lastModified) }
            json.member("seen", feed.seen)
            json.endObject()
        }
        json.endObject()
        json.key("folders")
        json.beginObject()
        for (folder, files) in folders.sorted(by: { $0.key < $1.key }) {
            json.key(folder)
            json.beginObject()
            for (name, mark) in files.sorted(by: { $0.key < $1.key }) { json.member(name, mark) }
            json.endObject()
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
