import Testing

@testable import Pipeline

/// A change to the right file, and what must be found after it.
struct LintCase: Sendable, CustomTestStringConvertible {
    let old: String
    let new: String
    let line: Int
    let sentence: String
    var testDescription: String { new.isEmpty ? "without \(old)" : new }

    init(_ old: String, _ new: String, _ line: Int, _ sentence: String) {
        (self.old, self.new, self.line, self.sentence) = (old, new, line, sentence)
    }
}

private let long = String(repeating: "x", count: 100)

private let cases = [
    LintCase("lease: 1m", "leese: 1m", 11, "unknown key \"leese\": did you mean \"lease\"?"),
    LintCase("drain: 3s", "colour: red", 19, "unknown key \"colour\"; it may have interdict, run"),
    LintCase("attempts: 3", "attempts: many", 11, "queues.articles.attempts must be a whole number, not \"many\""),
    LintCase("attempts: 3", "attempts: 0", 11, "must lie between 1 and 1000, not 0"),
    LintCase("bytes: 5MB", "bytes: 5 apples", 11, "must be a size such as"),
    LintCase("lease: 1m", "lease: [1]", 11, "must be a duration such as 500ms, 30s, 5m or 1h, not a list"),
    LintCase("lease: 1m", "lease: 600ms", 11, "the heartbeat (0.5 seconds) must be at most half the lease"),
    LintCase("freeDisk: 7.5%", "freeDisk: 700%", 9, "must be a share between 0% and 100%"),
    LintCase("  push: ipc://{run}/push.sock\n", "", 3, "ingest has no \"push\", which it needs"),
    LintCase("store: {database: \"{run}/x.sqlite\"}", "store: mysql://h/d", 16, "mysql:// is no store"),
    LintCase(
        "store: {database: \"{run}/x.sqlite\"}",
        "store: {database: \"postgres://db/x?sslmode=yes\"}",
        16,
        "sslmode must be one of disable, allow"
    ),
    LintCase("\nstore: {database: \"{run}/x.sqlite\"}", "", 1, "the file has no \"store\""),
    LintCase("ipc://{run}/push.sock", "ipc://{run}/submit.sock", 5, "which ingest.submit in line 4 binds too"),
    LintCase("ipc://{run}/push.sock", "inproc://x", 5, "must be ipc://PATH or tcp://HOST:PORT"),
    LintCase("ipc://{run}/push.sock", "tcp://127.0.0.1:99999", 5, "must be a port between 1 and 65535"),
    LintCase("ipc://{run}/push.sock", "tcp://10.1.2.3:5000", 5, "is reachable from other machines"),
    LintCase("ipc://{run}/push.sock", "tcp://*:5000", 5, "nobody can connect to tcp://*:5000"),
    LintCase("ipc://{run}/push.sock", "{bind: \"tcp://*:5000\"}", 5, "ingest.push has no \"connect\""),
    LintCase("run: work", "run: /\(long)", 4, "has 113 bytes and the system allows 107"),
    LintCase("to: articles", "to: article", 3, "there is no queue \"article\": did you mean \"articles\"?"),
    LintCase("from: verdicts", "from: verdict", 15, "stages.store.from: there is no queue \"verdict\": did you mean"),
    LintCase("workers: 2", "workers: {min: 4, max: 2}", 14, "stages.analyse.workers: max (2) is less than min (4)"),
    LintCase("workers: 2", "workers: {min: 1, mox: 2}", 14, "unknown key \"mox\": did you mean \"max\"?"),
    LintCase("workers: 2", "workers: two", 14, "must be a whole number, not \"two\""),
    LintCase("from: articles", "from: verdicts", 11, "no stage takes from this queue"),
    LintCase(
        ", to: verdicts",
        "",
        15,
        "nobody feeds it, for neither ingest nor a stage gives to the queue \"verdicts\""
    ),
    LintCase("from: verdicts", "from: verdicts, to: articles", 14, "comes back to it through \"articles\""),
    LintCase("from: verdicts", "from: verdicts, to: articles", 15, "gives nothing on"),
    LintCase("analyse:", "ingest:", 14, "a process of the pipeline is called ingest already"),
    LintCase("analyse:", "\"../x\":", 14, "cannot be a name"),
    LintCase("[python3, \"a b.py\"]", "[]", 14, "must be a program or a list"),
    LintCase("interdict: 1", "interdict: 2", 1, "reads pipeline files of version 1, not 2"),
    LintCase("drain: 3s", "drain: 3s\ndrain: 4s", 19, "given twice in one table: drain"),
    LintCase("drain: 3s", "drain: [", 20, "the file isn't YAML"),
    LintCase("drain: 3s", "drain: ${GONE}", 19, "the environment variable GONE isn't set"),
    LintCase("drain: 3s", "drain: ${GONE", 19, "has no closing }"),
    LintCase("run: work", "run: \"{run}\"", 2, "cannot stand in the value of run itself"),
    LintCase("\"ipc://{run}/articles.sock\"", "[]", 11, "queues.articles.endpoint is empty"),
    LintCase("process: late", "process: [one, two]", 12, "1 endpoints need as many processes"),
    LintCase("\"ipc://{run}/verdicts.sock\", process: late", "[\"ipc://{run}/v\", \"ipc://{run}/v\"]", 12, "binds too"),
    LintCase("process: late", "process: ../x", 12, "\"../x\" cannot be a name"),
    LintCase("drain: 3s", "security: {}", 19, "security has no \"keys\", which it needs"),
    LintCase("drain: 3s", "security: {keys: k, sever: x}", 19, "unknown key \"sever\": did you mean \"server\"?"),
    LintCase("drain: 3s", "security: {keys: k, client: ../x}", 19, "\"../x\" cannot be a name"),
    LintCase("drain: 3s", "security: {keys: k}", 19, "security: has no effect, for no socket of this file is a tcp://"),
    LintCase("drain: 3s", "insecure: true\nsecurity: {keys: k}", 20, "\"insecure: true\" has no effect"),
    LintCase("ipc://{run}/push.sock", "tcp://127.example.org:5000", 5, "is reachable from other machines"),
    LintCase("control: ipc://{run}/control.sock", "control:", 18, "control must be a text, not nothing"),
]

@Suite(.timeLimit(.minutes(5)))
struct LintTests {
    @Test(arguments: cases)
    func `a wrong file gets a sentence with its line`(example: LintCase) throws {
        let text = good.replacing(example.old, with: example.new, maxReplacements: 1)
        #expect(text != good)
        let findings = PipelineFile.parse(text, path: "p.yaml", environment: [:]).findings
        let hit = findings.first { $0.sentence.contains(example.sentence) }
        #expect(hit != nil, "\(findings.map(\.description))")
        if let hit { #expect(hit.line == example.line, "\(hit)") }
    }

    @Test func `a queue without a stage is only a warning`() {
        let text = good.replacing("stages:\n", with: "  spare: {endpoint: \"ipc://{run}/s.sock\"}\nstages:\n")
        let findings = PipelineFile.parse(text, path: "p.yaml", environment: [:]).findings
        #expect(findings.map(\.description) == ["p.yaml:13: warning: queues.spare: no stage uses this queue"])
    }

    @Test(arguments: [
        ("tcp://*:5571", "tcp://queue.example:5571"), ("tcp://127.0.0.1:5571", "tcp://127.0.0.1:5571"),
        ("tcp://*:5571", "tcp://127.0.0.1:5571"),
    ])
    func `an open address needs keys or the word insecure`(bind: String, connect: String) {
        let text = good.replacing("ipc://{run}/push.sock", with: "{bind: \"\(bind)\", connect: \"\(connect)\"}")
        let open = PipelineFile.parse(text + "\ninsecure: true", path: "p.yaml", environment: [:])
        #expect(open.findings.isEmpty)
        #expect(open.file?.ingest.push.bind == bind && open.file?.ingest.push.connect == connect)
        let section = "\nsecurity: {keys: \"${K:{run}/keys}\"}"
        let encrypted = PipelineFile.parse(text + section, path: "p.yaml", environment: [:])
        #expect(encrypted.findings.isEmpty)
        #expect(encrypted.file?.security?.keys == "work/keys")
        #expect(encrypted.file?.security?.allowed == "work/keys/allowed")
        let closed = PipelineFile.parse(text, path: "p.yaml", environment: [:]).findings
        #expect(closed.isEmpty == bind.contains("127.0.0.1"))
    }
}
