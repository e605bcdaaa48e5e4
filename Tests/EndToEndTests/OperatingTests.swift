import Foundation
import Messages
import Testing

/// What an operator does with a pipeline that runs.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct OperatingTests {
    @Test func `a worker above its memory limit ends in order, is started again, and nothing is lost`() throws {
        let extract = "[interdict-extract, --pass-through, --max-memory, 5MB]"
        let pipeline = try LivePipeline(passThrough: true, extract: 2, extractProgram: extract)
        let count = 2000
        let push = try pipeline.interdict("push", "--quiet", pipeline.articles(count))
        #expect(push.code == 0, "\(push.errors)")
        let audit = try pipeline.interdict("audit", "--wait", "60", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        #expect(try JSONParser.parse(Array(audit.text.utf8))["store"]?["articles"]?.integer == count)
        #expect(try pipeline.interdict("down").code == 0)
        let logs = try pipeline.logs(of: ["extract-1", "extract-2"])
        #expect(logs.contains("above its memory limit"), "\(logs)")
    }

    @Test func `an account by source and by hour comes to the same sum`() throws {
        let pipeline = try LivePipeline(passThrough: true, classifyProgram: "interdict-chaos-worker")
        let path = try pipeline.write(
            """
            {"id":"1","title":"One","body":"first","source":"a"}
            {"id":"2","title":"Two","body":"second","source":"b"}
            {"id":"3","title":"Two","body":"second","source":"c"}
            {"id":"4","title":"Four","body":"fourth","source":"b","tags":["chaos:poison"]}
            {"id":"5","title":"Five","body":"fifth","source":"b","tags":["chaos:drop"]}
            {"id":"6","title":"Six","body":"sixth"}
            """
        )
        #expect(try pipeline.interdict("push", path).code == 0)
        let audit = try pipeline.interdict("audit", "--wait", "60", "--by", "source", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        let parts = try #require(try JSONParser.parse(Array(audit.text.utf8))["parts"]?.array)
        let lines = parts.map { part in
            let numbers = ["accepted", "stored", "duplicate", "quarantined"].map { "\(part[$0]?.integer ?? -1)" }
            return "\(part["name"]?.string ?? ""): \(numbers.joined(separator: " "))"
        }
        // Which of the two with one text came first is a race; the other one is its duplicate.
        #expect(lines.contains("(none): 1 1 0 0") && lines.contains("a: 1 1 0 0"), "\(lines)")
        #expect(parts.reduce(0) { $0 + ($1["accepted"]?.integer ?? 0) } == 5)
        #expect(parts.reduce(0) { $0 + ($1["quarantined"]?.integer ?? 0) } == 1)
        let dropped = try pipeline.interdict("trace", "5")
        #expect(dropped.text.contains("filtered by classify: tagged chaos:drop"), "\(dropped.text)\(dropped.errors)")
        let hours = try pipeline.interdict("audit", "--by", "hour")
        #expect(hours.code == 0, "\(hours.text)")
        #expect(
            hours.text.contains("6 accepted = 3 stored + 1 duplicate + 1 filtered + 1 quarantined"),
            "\(hours.text)"
        )
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a sender's trace goes on through every stage, also where ingestion dies in between`() throws {
        let pipeline = try LivePipeline(passThrough: true)
        #expect(try pipeline.interdict("drain", "extract").code == 0)
        let trace = "0af7651916cd43dd8448eb211c80319c"
        let traced = #"{"id":"t","title":"T","traceparent":"00-\#(trace)-b7ad6b7169203331-01"}"#
        let path = try pipeline.write(traced + "\n" + #"{"id":"u","title":"U","traceparent":"00-nonsense-01"}"#)
        #expect(try pipeline.interdict("push", path).code == 0)
        // Ingestion reads the article again from the journal, and queues hold nothing on the disk.
        for group in ["ingest", "queue"] { kill(try #require(try pipeline.pids(of: group).first), SIGKILL) }
        #expect(try pipeline.interdict("scale", "extract=1").code == 0)
        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "2", "--json")
        #expect(documents.text.contains(traced.suffix(71).dropLast()), "\(documents.text)")
        let shown = try pipeline.interdict("trace", "t").text
        #expect(shown.contains(", trace \(trace) from the sender's span b7ad6b7169203331\n"), "\(shown)")
        let envelope = try JSONParser.parse(Array(try pipeline.interdict("trace", "t", "--json").text.utf8))
        let span = try #require(envelope["hops"]?.array?.last?["span"]?.string)
        #expect(envelope["traceparent"]?.string == "00-\(trace)-\(span)-01")
        let other = try pipeline.interdict("trace", "u").text
        #expect(other.contains(/, trace [0-9a-f]{32}\n/), "\(other)")
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `what crashes workers is quarantined with its errors, and can be shown, tried, mended and dropped`()
        throws
    {
        let pipeline = try LivePipeline(passThrough: true, classifyProgram: "interdict-chaos-worker")
        let lines = ["bad", "worse"].map {
            #"{"id":"\#($0)","title":"T \#($0)","body":"Text.","tags":["chaos:poison"]}"#
        }
        let path = try pipeline.write((lines + [#"{"id":"good","title":"G","body":"Text."}"#]).joined(separator: "\n"))
        #expect(try pipeline.interdict("push", path).code == 0)
        #expect(try pipeline.interdict("audit", "--wait", "60").code == 0)
        let list = try pipeline.interdict("quarantine", "list", "--json")
        #expect(list.text.split(separator: "\n").count == 2, "\(list.text)")
        let show = try pipeline.interdict("quarantine", "show", "bad", "--json")
        let shown = try JSONParser.parse(Array(show.text.utf8))
        #expect(shown["attempts"]?.integer == 5)
        #expect((shown["errors"]?.array?.count ?? 0) >= 5, "\(show.text)")

        let dry = try pipeline.interdict("quarantine", "replay", "--dry-run", "bad")
        #expect(dry.code == 0 && dry.text.contains("T bad"), "\(dry.text)\(dry.errors)")
        #expect(try pipeline.interdict("quarantine", "list", "--json").text.split(separator: "\n").count == 2)
        let mended = try pipeline.write(#"{"title":"Mended","body":"Text that crashes nobody."}"#)
        #expect(try pipeline.interdict("quarantine", "edit", "bad", mended).code == 0)
        #expect(try pipeline.interdict("quarantine", "replay", "bad").code == 0)
        #expect(try pipeline.interdict("quarantine", "drop", "worse").code == 0)
        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "2", "--json")
        #expect(documents.text.contains("Text that crashes nobody."))
        #expect(try pipeline.interdict("quarantine", "list").text.contains("nothing is quarantined"))
        let audit = try pipeline.interdict("audit", "--wait", "30")
        #expect(audit.code == 0, "\(audit.text)")
        let trace = try pipeline.interdict("trace", "good")
        #expect(
            ["accepted", "extract by", "classify by", "stored as #", "rules:"].allSatisfy(trace.text.contains),
            "\(trace.text)"
        )
        #expect(try pipeline.interdict("down").code == 0)
    }
}

extension LivePipeline {
    /// Writes a file of that text and gives its path.
    fileprivate func write(_ text: String) throws -> String {
        let path = folder.appending(path: "\(UUID().uuidString).jsonl").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    fileprivate func logs(of names: [String]) throws -> String {
        try names.map { try String(contentsOfFile: folder.path + "/run/logs/\($0).log", encoding: .utf8) }.joined()
    }
}
