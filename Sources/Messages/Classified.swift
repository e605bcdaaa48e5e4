/// The classified document (`interdict.classified/1`): the frames of all stages, spliced byte for byte.
package struct Classified {
    package static let schema = "interdict.classified/1"

    /// Makes the document out of frames that are JSON objects already.
    ///
    /// - Parameters:
    ///   - seq: Place in the feed, from 1; nil outside a store.
    ///   - article: The article's frame.
    ///   - extraction: The extraction's frame.
    ///   - verdict: The verdict's frame.
    /// - Returns: One JSON object, UTF-8.
    package static func splice(
        seq: Int?,
        article: some Collection<UInt8>,
        extraction: some Collection<UInt8>,
        verdict: some Collection<UInt8>
    ) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: article.count + extraction.count + verdict.count + 128)
        json.beginObject()
        json.member("schema", schema)
        json.member("seq", seq)
        json.key("article")
        json.raw(article)
        json.key("extraction")
        json.raw(extraction)
        json.key("verdict")
        json.raw(verdict)
        json.endObject()
        return json.bytes
    }
}
