import CLinux
import Foundation
import Messages
import Testing
import Transport

@Suite(.timeLimit(.minutes(3)))
struct AdapterTests {
    /// What a program does with the article that is titled "poison", and what must become of that article.
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// A line of shell.
        let deed: String
        let kind: Envelope.Exit.Kind
        let reason: String
        let attempts: Int
    }

    static let cases = [
        Case(
            testDescription: "it crashes",
            deed: "echo 'out of cheese' >&2; exit 3",
            kind: .quarantined,
            reason: "ended before it answered",
            attempts: 3
        ),
        Case(
            testDescription: "it hangs",
            deed: "sleep 600",
            kind: .quarantined,
            reason: "gave no answer within 1.0 seconds",
            attempts: 3
        ),
        Case(
            testDescription: "it answers no JSON",
            deed: "echo 'Traceback: {'",
            kind: .quarantined,
            reason: "the program's answer is no JSON",
            attempts: 3
        ),
        Case(
            testDescription: "it answers an array",
            deed: "echo '[]'",
            kind: .quarantined,
            reason: "the program answered an array, not an object",
            attempts: 1
        ),
        Case(
            testDescription: "it answers another document",
            deed: #"echo '{"schema":"interdict.verdict/1","relevance":"none"}'"#,
            kind: .quarantined,
            reason: #"schema must be "interdict.extraction/1", not "interdict.verdict/1""#,
            attempts: 1
        ),
        Case(
            testDescription: "it answers with wrong offsets",
            deed: """
                echo '{"schema":"interdict.extraction/1",
                "mentions":[{"kind":"place","start":0,"end":4,"text":"Oslo"}]}' | tr -d '\\n'; echo
                """,
            kind: .quarantined,
            reason: #"at 0..<4 the body has "Norw", not "Oslo" (at mentions[0])"#,
            attempts: 1
        ),
        Case(
            testDescription: "it rejects the article",
            deed: #"echo '{"reject":"not my language"}'"#,
            kind: .quarantined,
            reason: "not my language",
            attempts: 1
        ),
        Case(
            testDescription: "it drops the article",
            deed: #"echo '{"drop":"sports"}'"#,
            kind: .filtered,
            reason: "sports",
            attempts: 1
        ),
    ]

    private static let good = #"printf '%s\n' '{"schema":"interdict.extraction/1","model":"shell"}'"#

    /// Puts nine sound articles and the poisonous one in their midst.
    private func produce(_ trial: Trial) async throws {
        var batch = articles(0..<10)
        batch[4].title = "poison"
        try await trial.produce(batch)
    }

    private func startAdapter(_ trial: Trial, _ deed: String, _ afterwards: String = ":") throws -> Subprocess {
        let script = """
            while IFS= read -r line; do case "$line" in *poison*) \(deed);; *) \(Self.good); \(afterwards);; esac; done
            """
        return try trial.start("interdict-adapter", ["--time-limit", "1", "--", "/bin/sh", "-c", script])
    }

    @Test(arguments: cases)
    func `an article that a program fails on leaves with the reason, and the others pass`(trying: Case) async throws {
        try await Trial.run(attempts: 3) { trial in
            _ = try trial.start("interdict-queue")
            let adapter = try startAdapter(trial, trying.deed)
            try await produce(trial)
            let deliveries = await trial.ledger.wait(for: 10)
            #expect(deliveries.filter { $0.envelope.exit == nil }.count == 9)
            let exit = try #require(deliveries.first { $0.id == "id4" }?.envelope.exit)
            #expect(exit.kind == trying.kind)
            #expect(exit.reason.contains(trying.reason), "\(exit.reason)")
            #expect(exit.stage == "extract")
            #expect(exit.worker.hasPrefix("interdict-adapter-"))
            #expect(exit.attempts == trying.attempts)
            #expect(exit.errors.count == (trying.attempts == 1 ? 0 : trying.attempts))
            adapter.send(SIGTERM)
            #expect(await adapter.ended() == 0)
        }
    }

    @Test func `what a program says on standard error is in the adapter's log`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            let adapter = try startAdapter(trial, Self.good, "echo 'a word of mine' >&2")
            try await produce(trial)
            _ = await trial.ledger.wait(for: 10)
            adapter.send(SIGTERM)
            #expect(await adapter.ended() == 0)
            #expect(adapter.output.contains("line=a word of mine"), "\(adapter.output)")
        }
    }

    @Test func `a program that answers twice gives no article the answer of another`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            let twice = #"printf '{"schema":"interdict.extraction/1","model":"%s"}\n' first late"#
            let adapter = try startAdapter(trial, twice)
            try await produce(trial)
            let deliveries = await trial.ledger.wait(for: 10)
            let models = try deliveries.map { delivery in
                (delivery.id, try JSONParser.parse(delivery.frames[1])["model"]?.string)
            }
            for (id, model) in models { #expect(model == (id == "id4" ? "first" : "shell")) }
            #expect(adapter.output.contains("said more than it was asked"))
        }
    }

    @Test func `a program that isn't there is named in the log, and costs no article`() async throws {
        try await Trial.run(attempts: 1) { trial in
            _ = try trial.start("interdict-queue")
            let adapter = try trial.start("interdict-adapter", ["--", "/nowhere/program"])
            try await trial.workers(1)
            try await trial.produce(articles(0..<1))
            let extract = try trial.start("interdict-extract")
            let deliveries = await trial.ledger.wait(for: 1)
            #expect(deliveries.allSatisfy { $0.envelope.exit == nil })
            adapter.send(SIGTERM)
            extract.send(SIGTERM)
            #expect(await adapter.ended() == 0)
            #expect(adapter.output.contains("cannot start /nowhere/program: No such file or directory"))
        }
    }

    @Test func `a time limit that the queue's lease doesn't allow is refused at the start`() async throws {
        try await Trial.run { trial in
            let adapter = try trial.start("interdict-adapter", ["--time-limit", "8", "--", "cat"])
            #expect(await adapter.ended() == 78)
            #expect(adapter.output.contains("--time-limit (8.0 seconds) must be below two thirds of the lease"))
        }
    }

    @Test func `a program that hangs doesn't outlive its adapter when that is killed`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            let mark = trial.folder.appending(path: "pid")
            let deed = "trap '' TERM; read line; echo $$ > \(mark.path).new; mv \(mark.path).new \(mark.path)"
            let script = trial.folder.appending(path: "hang.sh")
            try Data("\(deed)\nwhile :; do read never; done\n".utf8).write(to: script)
            let adapter = try trial.start("interdict-adapter", ["--time-limit", "7", "--", "/bin/sh", script.path])
            try await trial.produce(articles(0..<1))
            // On a busy machine a program's time may be up before it is looked at: then the next one is looked at.
            var (pid, end): (Int32, Int32) = (0, -1)
            let patience = ContinuousClock.now + .seconds(120)
            while end < 0 {
                try #require(ContinuousClock.now < patience, "no program was seen while it ran; the last was \(pid)")
                try await trial.workers(1)
                guard let text = try? String(contentsOf: mark, encoding: .utf8) else { continue }
                pid = try #require(Int32(text.trimmingCharacters(in: .whitespacesAndNewlines)))
                end = interdict_process_descriptor(pid)
            }
            defer { close(end) }
            adapter.send(SIGKILL)
            var item = pollfd(fd: end, events: Int16(POLLIN), revents: 0)
            #expect(unsafe poll(&item, 1, 20_000) == 1, "the program \(pid) is still there")
        }
    }

    @Test(.enabled(if: Python.interpreter != nil, Python.missing))
    func `the example of a program extracts names with their offsets`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            let program = [try #require(Python.interpreter), "-B", Python.example("extract_lines.py")]
            _ = try trial.start("interdict-adapter", ["--time-limit", "5", "--"] + program)
            try await trial.produce(articles(0..<20))
            let deliveries = await trial.ledger.wait(for: 20)
            for delivery in deliveries {
                #expect(delivery.envelope.exit == nil)
                let extraction = try Extraction(json: JSONParser.parse(delivery.frames[1]))
                let names = Set(extraction.entities.map { "\($0.kind) \($0.name) \($0.country ?? "-")" })
                #expect(
                    names == [
                        "place Norway NO", "nationality Norway NO", "organization Foreign Ministry -", "place Oslo NO",
                        "organization Example Shipping Company -", "place Belarus BY", "person Kari Nordmann -",
                    ]
                )
            }
        }
    }
}
