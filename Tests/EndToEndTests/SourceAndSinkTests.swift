import Crypto
import Foundation
import Messages
import Synchronization
import Testing

/// Feeds, pages, tables and folders in; commands, webhooks and tables out: the real commands and a real pipeline.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SourceAndSinkTests {
    private static func feed(_ titles: [String]) -> String {
        let items = titles.map {
            "<item><title>\($0)</title><guid>\($0)</guid><description>The text of \($0).</description></item>"
        }
        return "<rss version=\"2.0\"><channel><title>Wire</title>\(items.joined())</channel></rss>"
    }

    @Test func `feeds, pages and tables are pushed from a server`() async throws {
        let pipeline = try LivePipeline(passThrough: true)
        let server = WebServer { request, _ in
            switch request.path {
            case "/all.rss": .init(body: Self.feed(["One", "Two"]))
            case "/page":
                .init(fields: ["Content-Type": "text/html"], body: "<html><title>P</title><p>A page.</p></html>")
            default: .init(status: 404)
            }
        }
        let push = try await server.serve { address in
            let table = pipeline.folder.appending(path: "links.csv")
            try "headline,link\nThird,\(address)/page?3\nFourth,\(address)/gone\n".write(
                to: table,
                atomically: true,
                encoding: .utf8
            )
            return try await pipeline.finish([
                "push", "--quiet", "--fetch-pages", "\(address)/all.rss", "\(address)/page", table.path,
            ])
        }
        #expect(push.code == 0, "\(push.errors)")
        #expect(push.text.hasPrefix("4 accepted, 0 duplicate, 0 rejected, 1 skipped"), "\(push.text)")
        #expect(push.errors.contains("links.csv:3") && push.errors.contains("404"), "\(push.errors)")
        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "4", "--json")
        let titles = try documents.text.split(separator: "\n").map {
            try JSONParser.parse(Array($0.utf8))["article"]?["title"]?.string ?? ""
        }
        #expect(titles.sorted() == ["One", "P", "Third", "Two"])
        let gone = try pipeline.interdict("push", "--quiet", "\(pipeline.folder.path)/no-such-file")
        #expect(gone.code == 65)
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a watch pushes what is new once, and asks with the server's marks`() async throws {
        let pipeline = try LivePipeline(passThrough: true)
        let folder = pipeline.folder.appending(path: "drop")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try "{\"title\": \"From a file\"}".write(
            to: folder.appending(path: "a.json"),
            atomically: true,
            encoding: .utf8
        )
        let server = WebServer { request, number in
            if number < 3, request.fields["if-none-match"] == "\"v1\"" { return .init(status: 304) }
            let titles = number < 3 ? ["B", "A"] : ["C", "B", "A"]
            return .init(fields: ["ETag": number < 3 ? "\"v1\"" : "\"v2\""], body: Self.feed(titles))
        }
        let looks = try await server.serve { address in
            var looks: [LivePipeline.Output] = []
            for _ in 0..<3 {
                looks.append(
                    try await pipeline.finish(["watch", "--once", "--settle", "0", "\(address)/feed", folder.path])
                )
            }
            return looks
        }
        #expect(looks.map(\.code) == [0, 0, 0], "\(looks.map(\.errors))")
        #expect(looks[0].text.contains("feed: 2 new; 2 accepted") && looks[0].text.contains("drop: 1 new; 1 accepted"))
        #expect(looks[1].text == "")
        #expect(looks[2].text.contains("feed: 1 new; 1 accepted") && !looks[2].text.contains("drop"))
        let asked = server.requests.withLock { $0.map { $0.fields["if-none-match"] } }
        #expect(asked == [nil, "\"v1\"", "\"v1\""])
        let audit = try pipeline.interdict("audit", "--wait", "60", "--json")
        #expect(try JSONParser.parse(Array(audit.text.utf8))["store"]?["articles"]?.integer == 4)
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a webhook gets each document signed, again after a failure, and goes on after a restart`() async throws
    {
        let pipeline = try LivePipeline(passThrough: true)
        #expect(try pipeline.interdict("push", "--quiet", pipeline.articles(3)).code == 0)
        let state = pipeline.folder.appending(path: "place.json").path
        let secret = pipeline.folder.appending(path: "secret")
        try "s3cret\n".write(to: secret, atomically: true, encoding: .utf8)
        let server = WebServer { _, number in .init(status: number == 2 ? 503 : 204) }
        try await server.serve { address in
            for count in ["2", "1"] {
                let run = try await pipeline.finish([
                    "subscribe", "--since", "0", "--count", count, "--state", state, "--webhook", "\(address)/hook",
                    "--secret-file", secret.path,
                ])
                #expect(run.code == 0, "\(run.errors)")
            }
        }
        let requests = server.requests.withLock { $0 }
        #expect(requests.map { $0.fields["interdict-seq"] } == ["1", "2", "2", "3"])
        #expect(requests[1].body == requests[2].body)
        for request in requests {
            let document = try JSONParser.parse(request.body)
            let id = try #require(document["article"]?["id"]?.string)
            #expect(request.fields["idempotency-key"] == "\(document["seq"]?.integer ?? 0)-\(id)")
            let parts = try #require(request.fields["interdict-signature"]).split(separator: ",")
            let (time, code) = (parts[0].dropFirst(2), parts[1].dropFirst(3))
            let expected = HMAC<SHA256>.authenticationCode(
                for: Array("\(time).".utf8) + request.body,
                using: SymmetricKey(data: Array("s3cret".utf8))
            )
            #expect(expected.map { String(format: "%02x", $0) }.joined() == code)
        }
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a command gets each document until it says that it is done, and gives up when told to`() async throws {
        let pipeline = try LivePipeline(passThrough: true)
        #expect(try pipeline.interdict("push", "--quiet", pipeline.articles(3)).code == 0)
        let (state, log) = ("\(pipeline.folder.path)/place.json", "\(pipeline.folder.path)/log")
        // Fails at the first document's first attempt, and always at the third document.
        let command = """
            echo "$INTERDICT_SEQ $(grep -c '"id":"a' -)" >>\(log)
            [ "$(wc -l <\(log))" -gt 1 ] && [ "$INTERDICT_SEQ" != 3 ]
            """
        func run(_ more: String...) async throws -> LivePipeline.Output {
            try await pipeline.finish(
                ["subscribe", "--since", "0", "--count", "3", "--state", state, "--exec", command, "--attempts", "2"]
                    + more
            )
        }
        let first = try await run()
        #expect(first.code == 69 && first.errors.contains("#3"), "\(first.errors)")
        #expect(try String(contentsOfFile: log, encoding: .utf8) == "1 1\n1 1\n2 1\n3 1\n3 1\n")
        let second = try await pipeline.finish([
            "subscribe", "--count", "1", "--state", state, "--exec", command, "--attempts", "1", "--skip-failed",
        ])
        #expect(second.code == 0 && second.errors.contains("passed over #3"), "\(second.errors)")
        let other = try pipeline.interdict("subscribe", "--state", state, "--topic", "event.", "--count", "1")
        #expect(other.code == 64 && other.errors.contains("give each its own --state"))
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `findings come as a table`() throws {
        let pipeline = try LivePipeline()
        let article = """
            {"id": "t,1", "title": "=Seoul \\"acts\\"", "body": "South Korea imposed sanctions on Russia on Monday, the \
            foreign ministry in Seoul said. Vladimir Putin was named."}
            """
        let path = pipeline.folder.appending(path: "one.json")
        try article.write(to: path, atomically: true, encoding: .utf8)
        #expect(try pipeline.interdict("push", "--quiet", path.path).code == 0)
        let table = try pipeline.interdict("subscribe", "--since", "0", "--count", "1", "--csv")
        let lines = table.text.split(separator: "\r\n").map { String($0) }
        #expect(lines[0].hasPrefix("seq,kind,id,published,source,url,title,relevance,action,measures"))
        #expect(lines.count > 1)
        for line in lines.dropFirst() {
            #expect(
                line.hasPrefix("1,") && line.contains("\"t,1\"") && line.contains("\"'=Seoul \"\"acts\"\"\""),
                "\(line)"
            )
        }
        #expect(lines.contains { $0.hasPrefix("1,event,") && $0.contains(",imposed,") }, "\(table.text)")
        #expect(try pipeline.interdict("subscribe", "--csv", "--json").code == 64)
        #expect(try pipeline.interdict("down").code == 0)
    }
}
