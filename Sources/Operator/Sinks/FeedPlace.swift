internal import Foundation
internal import Messages
internal import Pipeline

/// The place in the feed up to which everything is done, kept in a file.
struct FeedPlace {
    private static let schema = "interdict.subscription/1"
    private let path: String
    private let topics: [String]

    init(_ path: String, topics: [String]) {
        self.path = path
        self.topics = topics
    }

    /// The last place; nil where the file isn't there yet.
    ///
    /// - Throws: ``Failure`` where the file holds something else, or belongs to other topics.
    func read() throws(Failure) -> Int? {
        guard let data = FileManager.default.contents(atPath: path) else { return nil }
        guard let json = try? JSONParser.parse(Array(data)), json["schema"]?.string == Self.schema,
            let seq = json["seq"]?.integer
        else { throw Failure(.data, "\(path) holds no place in the feed; move it away to begin anew") }
        guard json.strings("topics") == topics else {
            let were = json.strings("topics").joined(separator: ", ")
            throw Failure(.usage, "\(path) belongs to a subscription of \"\(were)\"; give each its own --state")
        }
        return seq
    }

    func write(_ seq: Int) throws {
        var json = JSONWriter()
        json.beginObject()
        json.member("schema", Self.schema)
        json.member("seq", seq)
        json.member("topics", topics)
        json.endObject()
        try Data(json.bytes).write(to: URL(filePath: path), options: .atomic)
    }
}
