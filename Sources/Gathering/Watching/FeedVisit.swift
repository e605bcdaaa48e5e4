package import Messages

/// One look at a feed: what to ask for, and what to make of the answer.
package enum FeedVisit {
    /// What an answer means.
    package enum Outcome: Sendable, Equatable {
        /// New entries with the state to keep once they are pushed, and in how many seconds the feed asks to be looked
        /// at again.
        case entries([SyndicationFeed.Entry], WatchState.Feed, seconds: Int?)
        /// Nothing has changed since.
        case unchanged(seconds: Int?)
        /// The server wants to be left alone for so many seconds, or doesn't say how long.
        case refused(String, seconds: Int?)
        /// The feed is gone for good.
        case gone
    }

    /// How many entries are remembered beyond those that the feed still has.
    private static let remembered = 2000

    /// Header fields that let a server say that nothing has changed.
    package static func fields(_ state: WatchState.Feed?) -> [(name: String, value: String)] {
        var fields = [
            (name: "Accept", value: "application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1")
        ]
        if let etag = state?.etag { fields.append(("If-None-Match", etag)) }
        if let date = state?.lastModified { fields.append(("If-Modified-Since", date)) }
        return fields
    }

    /// Reads an answer.
    ///
    /// - Parameters:
    ///   - status: HTTP's.
    ///   - fields: The answer's, by names in lower case.
    ///   - body: The feed.
    ///   - url: Its address.
    ///   - state: What is known of it.
    ///   - now: For dates in `Retry-After`.
    /// - Returns: What it means.
    /// - Throws: ``Unreadable`` where the body is no feed.
    package static func outcome(
        status: Int,
        fields: [String: String],
        body: [UInt8],
        url: String,
        state: WatchState.Feed?,
        now: Timestamp
    ) throws(Unreadable) -> Outcome {
        let wait = fields["retry-after"].flatMap { seconds($0, now) }
        switch status {
        case 304: return .unchanged(seconds: maximumAge(fields))
        case 200: break
        case 410: return .gone
        default: return .refused("the server answers \(status)", seconds: wait)
        }
        let feed = try FeedParser.feed(body, contentType: fields["content-type"], place: url)
        let known = Set(state?.seen ?? [])
        let marked = feed.entries.map { (entry: $0, mark: mark($0)) }
        // Feeds have the newest first; they are pushed as they came about.
        let fresh = marked.filter { !known.contains($0.mark) }.map(\.entry)
        let current = Set(marked.map(\.mark))
        let before = (state?.seen ?? []).filter { !current.contains($0) }.suffix(remembered)
        let next = WatchState.Feed(
            etag: fields["etag"],
            lastModified: fields["last-modified"],
            seen: before + marked.map(\.mark).reversed()
        )
        let asked = [maximumAge(fields), feed.minutes.map { $0 * 60 }].compactMap { $0 }.max()
        return .entries(fresh.reversed(), next, seconds: asked)
    }

    /// What an entry is known by: its key and headline, so that a story with a new headline comes again.
    private static func mark(_ entry: SyndicationFeed.Entry) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in "\(entry.key)\n\(entry.submission.title)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return String(hash, radix: 36)
    }

    private static func maximumAge(_ fields: [String: String]) -> Int? {
        fields["cache-control"].flatMap { Charset.parameter("max-age", of: $0) }.flatMap { Int($0) }
    }

    private static func seconds(_ text: String, _ now: Timestamp) -> Int? {
        if let seconds = Int(text) { return seconds }
        guard let date = LooseDate.rfc3339(text), let time = Timestamp(date) else { return nil }
        return max(0, Int((time.milliseconds - now.milliseconds) / 1000))
    }
}
