import Messages
import Testing

@testable import Gathering

@Suite(.timeLimit(.minutes(5)))
struct FeedTests {
    private func feed(_ text: String) throws -> SyndicationFeed {
        try FeedParser.feed(Array(text.utf8), place: "https://news.example/feeds/all.xml")
    }

    @Test func `RSS 2 with full texts, references of HTML and a lone ampersand`() throws {
        let feed = try feed(
            """
            \u{FEFF}<?xml version="1.0" encoding="ISO-8859-1"?>
            <!-- made by hand -->
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
            <title>The Wire &amp; Co</title><language>en-GB</language><ttl>90</ttl>
            <item><title>Oil &amp;amp; gas&nbsp;cap</title><link>/2024/06/oil?a=1&b=2</link>
            <guid isPermaLink="false">tag:1</guid><pubDate>Thu, 20 Jun 2024 09:30:00 +0200</pubDate>
            <description>short</description><category>Energy</category><category>Energy</category>
            <content:encoded><![CDATA[<p>First &mdash; one.</p><p>A & B]]></content:encoded></item>
            <item><title/><description/></item>
            <item><guid>https://news.example/b</guid><description>Only a text</description></item>
            </channel></rss>
            """
        )
        #expect(feed.title == "The Wire & Co")
        #expect(feed.minutes == 90)
        #expect(feed.entries.map(\.key) == ["tag:1", "https://news.example/b"])
        let first = feed.entries[0].submission
        #expect(first.title == "Oil &amp; gas\u{A0}cap")
        #expect(first.url == "https://news.example/2024/06/oil?a=1&b=2")
        #expect(first.body == "<p>First &mdash; one.</p><p>A & B")
        #expect(first.published == "2024-06-20T07:30:00Z")
        #expect(first.source == "The Wire & Co" && first.language == "en" && first.tags == ["Energy"])
        #expect(feed.entries[1].submission.url == "https://news.example/b")
    }

    @Test func `Atom with HTML, XHTML and plain texts`() throws {
        let feed = try feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>A</title>
            <entry><id>urn:1</id><title type="html">T &lt;b&gt;x&lt;/b&gt;</title><updated>2024-06-20T09:30:00Z</updated>
            <link rel="self" href="/self"/><link href="https://a.example/1"/><summary>s</summary>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One &amp; two</p></div></content></entry>
            <entry><id>urn:2</id><title>U</title><published>2024-06-19</published><updated>2024-06-20</updated>
            <content type="html">&lt;p&gt;Three&lt;/p&gt;</content></entry>
            </feed>
            """
        )
        #expect(feed.language == "de")
        #expect(feed.entries.map(\.submission.body) == ["<div><p>One &amp; two</p></div>", "<p>Three</p>"])
        #expect(feed.entries[0].submission.url == "https://a.example/1")
        #expect(feed.entries.map(\.submission.published) == ["2024-06-20T09:30:00Z", "2024-06-19T00:00:00Z"])
    }

    @Test func `RSS 1 and a feed that was cut off`() throws {
        let feed = try feed(
            """
            <rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/" xmlns:dc="d"><channel><title>R</title></channel>
            <item><title>One</title><link>https://r.example/1</link><dc:date>2024-01-02T03:04:05+01:00</dc:date>
            <description>first</description></item><item><title>Tw
            """
        )
        #expect(feed.entries.map(\.submission.title) == ["One"])
        #expect(feed.entries[0].submission.published == "2024-01-02T02:04:05Z")
    }

    @Test(arguments: [
        ("<!DOCTYPE rss [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><rss><channel/></rss>", "declares entities"),
        ("<html><body>no feed</body></html>", "neither RSS nor Atom"), ("", "neither RSS nor Atom"),
        ("<rss><channel><item", "not well-formed"), ("{\"a\": 1}", "neither RSS nor Atom"),
    ])
    func `what is no feed, or a dangerous one, is refused in words`(text: String, reason: String) {
        do throws(Unreadable) {
            _ = try FeedParser.feed(Array(text.utf8), place: "here")
            Issue.record("read \(text)")
        } catch {
            #expect(error.description.hasPrefix("here: ") && error.reason.contains(reason), "\(error)")
        }
    }

    @Test func `a feed in another encoding`() throws {
        let text = "<?xml version='1.0' encoding='windows-1251'?><rss><channel><item><title>"
        let bytes = Array(text.utf8) + [0xCC, 0xE8, 0xF0] + Array("</title></item></channel></rss>".utf8)
        #expect(try FeedParser.feed(bytes, place: "x").entries[0].submission.title == "Мир")
    }

    @Test(arguments: [
        ("Thu, 20 Jun 2024 09:30:00 GMT", "2024-06-20T09:30:00Z"), ("20 Jun 24 09:30 EST", "2024-06-20T14:30:00Z"),
        ("Thu,  20  June 2024 09:30:00 -0500", "2024-06-20T14:30:00Z"), ("20240620", "2024-06-20T00:00:00Z"),
        ("20240620093000", "2024-06-20T09:30:00Z"), ("2024-06-20T11:30:00+02:00", "2024-06-20T09:30:00Z"),
        ("yesterday", nil), ("99999999", nil), ("Thu, 32 Jun 2024 09:30:00 GMT", nil), ("", nil),
    ])
    func `dates as they are written`(text: String, time: String?) {
        #expect(LooseDate.rfc3339(text) == time)
    }

    @Test func `a second visit finds only what is new, in the order in which it came about`() throws {
        func items(_ names: [String]) -> [UInt8] {
            Array("<rss><channel>\(names.map { "<item><title>\($0)</title></item>" }.joined())</channel></rss>".utf8)
        }
        func visit(_ names: [String], _ state: WatchState.Feed?) throws -> ([String], WatchState.Feed, Int?) {
            let outcome = try FeedVisit.outcome(
                status: 200,
                fields: ["etag": "\"e\"", "cache-control": "public, max-age=600"],
                body: items(names),
                url: "u",
                state: state,
                now: Timestamp(milliseconds: 0)
            )
            guard case .entries(let entries, let next, let seconds) = outcome else {
                throw Unreadable("u", "\(outcome)")
            }
            return (entries.map(\.submission.title), next, seconds)
        }
        let (first, state, seconds) = try visit(["b", "a"], nil)
        #expect(first == ["a", "b"] && state.etag == "\"e\"" && seconds == 600)
        #expect(FeedVisit.fields(state).contains { $0 == ("If-None-Match", "\"e\"") })
        let (second, later, _) = try visit(["d", "c", "b"], state)
        #expect(second == ["c", "d"])
        #expect(try visit(["a", "d", "c", "b"], later).0 == [])
    }

    @Test(arguments: [
        (304, [:], FeedVisit.Outcome.unchanged(seconds: nil)), (410, [:], .gone),
        (429, ["retry-after": "120"], .refused("the server answers 429", seconds: 120)),
        (503, ["retry-after": "Thu, 01 Jan 1970 00:01:00 GMT"], .refused("the server answers 503", seconds: 60)),
        (404, [:], .refused("the server answers 404", seconds: nil)),
    ])
    func `what servers say without a feed`(status: Int, fields: [String: String], outcome: FeedVisit.Outcome) throws {
        #expect(
            try FeedVisit.outcome(
                status: status,
                fields: fields,
                body: [],
                url: "u",
                state: nil,
                now: Timestamp(milliseconds: 0)
            ) == outcome
        )
    }
}
