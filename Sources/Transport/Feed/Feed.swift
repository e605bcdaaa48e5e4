internal import Messages

/// What the feed and its subscribers have in common.
package enum Feed {
    /// Under this topic the feed says once in a while where its head is.
    package static let headTopic = "head"

    /// The topic itself and all that it begins with, up to a dot; the empty prefix stands for everything.
    package static func prefixes(of topic: String) -> [String] {
        var prefixes = [""]
        for index in topic.indices where topic[index] == "." { prefixes.append(String(topic[..<index])) }
        prefixes.append(topic)
        return prefixes
    }

    /// The document as it is published: with the number of the document before it under each prefix.
    ///
    /// - Parameters:
    ///   - document: A classified document that begins with its schema and `seq`.
    ///   - previous: Sequence numbers by topic prefix.
    /// - Returns: The document with the member `prev` behind `seq`.
    package static func publishing(_ document: [UInt8], previous: [(prefix: String, seq: Int)]) -> [UInt8] {
        guard let place = endOfSeq(document) else { return document }
        var json = JSONWriter(reservingCapacity: 256)
        json.beginObject()
        for (prefix, seq) in previous { json.member(prefix, seq) }
        json.endObject()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(document.count + json.bytes.count + 8)
        bytes += document[..<place]
        bytes += Array(#","prev":"#.utf8)
        bytes += json.bytes
        bytes += document[place...]
        return bytes
    }

    /// The number of a document, read from its first bytes.
    package static func seq(of document: [UInt8]) -> Int? { position(of: document).seq }

    /// The number of a document and those of the documents before it, read from its first bytes.
    package static func position(of document: [UInt8]) -> (seq: Int?, previous: [String: Int]) {
        guard let end = endOfSeq(document) else { return (nil, [:]) }
        let digits = document[seqStart(document)..<end]
        let seq = Int(String(decoding: digits, as: UTF8.self))
        let mark = Array(#","prev":"#.utf8)
        guard document[end...].starts(with: mark), let close = document[end...].firstIndex(of: 0x7D) else {
            return (seq, [:])
        }
        var previous: [String: Int] = [:]
        do throws(JSONError) {
            let value = try JSONParser.parse(Array(document[(end + mark.count)...close]))
            for member in value.members ?? [] { previous[member.name] = member.value.integer }
        } catch {
            // Without these numbers the subscriber fetches, which is slower and as right.
            return (seq, [:])
        }
        return (seq, previous)
    }

    private static let opening = Array(#"{"schema":"interdict.classified/1","seq":"#.utf8)

    private static func seqStart(_ document: [UInt8]) -> Int { opening.count }

    private static func endOfSeq(_ document: [UInt8]) -> Int? {
        guard document.starts(with: opening) else { return nil }
        return document[opening.count...].firstIndex(of: 0x2C)
    }
}
