import Foundation
import Testing

/// What the command says where it can't do what was meant, and where nobody reads what it prints.
@Suite(.timeLimit(.minutes(5)))
struct AnswerTests {
    private let place: Installation

    init() throws {
        place = try Installation()
        let line = #"{"title": "T", "body": "Britain imposed sanctions on Russia on Monday."}"# + "\n"
        try String(repeating: line, count: 200).write(
            to: place.folder.appending(path: "a.jsonl"),
            atomically: true,
            encoding: .utf8
        )
    }

    private func shell(_ script: String) async throws -> (output: String, code: Int32) {
        try await place.run("/bin/bash", ["-c", script])
    }

    @Test func `where nobody reads on, a command ends without a word`() async throws {
        defer { place.remove() }
        let run = try await shell("./interdict analyze --jsonl a.jsonl | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}")
        #expect(run.output == "141\n")
    }

    @Test func `what can't be written is a failure with the reason`() async throws {
        defer { place.remove() }
        for command in ["analyze --jsonl a.jsonl", "check p.yaml"] {
            let run = try await shell("./interdict \(command) >/dev/full; echo $?")
            #expect(run.output.hasSuffix("71\n"), "\(command): \(run.output)")
            #expect(run.output.contains("cannot write to standard output: "))
        }
    }

    @Test(arguments: [
        (["query", "--country", "Atlantis"], "--country must be a country or body, by code or name"),
        (["query", "--issuer", "XX"], "--issuer must be a country or body, by code or name"),
        (["query", "--language", "eng"], "--language must be a code of two letters"),
        (["subscribe", "--topic", "event.impsed"], "after \"event.\" comes one of imposed, expanded"),
        (["subscribe", "--topic", "event.imposed.Russia"], "the code of Russia is RU"),
        (["subscribe", "--topic", "foo"], "topics begin with article, event, match"),
        (["lists", "search", " "], "give a name to look for"),
        (["lists", "search", "x", "--least", "7"], "--least must be from 0 to 1"),
    ])
    func `a word that can't be meant is refused with those that can`(_ words: [String], _ answer: String) async throws {
        defer { place.remove() }
        let run = try await place.interdict(words)
        #expect(run.code == 64)
        #expect(run.output.contains(answer), "\(run.output)")
    }

    @Test func `a folder without a lexicon is no pipeline, and files that aren't here are told`() async throws {
        defer { place.remove() }
        let folder = try await place.interdict("check", ".")
        #expect(folder.code == 78 && folder.output.contains(".: a folder without verbs.txt is no lexicon"))
        let good = try await place.interdict("check", "p.yaml")
        #expect(good.code == 0 && !good.output.contains("warning"), "\(good.output)")
        let file = place.folder.appending(path: "p.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        try text.replacing("[tail, -f, /dev/null]", with: "[tial, -f]").write(
            to: file,
            atomically: true,
            encoding: .utf8
        )
        let missing = try await place.interdict("check", "p.yaml")
        #expect(missing.code == 0)
        #expect(missing.output.contains("warning: stages.foreign: the program tial isn't here"), "\(missing.output)")
    }
}
