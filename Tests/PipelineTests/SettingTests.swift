import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(5)))
struct SettingTests {
    @Test(arguments: [
        ("2MB", 2_000_000), ("1.5KB", 1_500), ("512KiB", 524_288), ("17", 17), ("4GB", 4_000_000_000), ("2mb", nil),
        ("-1MB", nil), ("MB", nil), ("1e3", nil), ("", nil), ("99999999999TB", nil),
    ])
    func `a size is a number with a unit`(text: String, bytes: Int?) {
        #expect(ByteCount(setting: text)?.rawValue == bytes)
    }

    @Test(arguments: [
        ("500ms", Duration.milliseconds(500)), ("30s", .seconds(30)), ("1.5m", .seconds(90)), ("2h", .seconds(7200)),
        ("30", nil), ("s", nil), ("1 s", nil),
    ])
    func `a duration needs its unit`(text: String, duration: Duration?) {
        #expect(Duration(setting: text) == duration)
    }

    @Test(arguments: [
        ("20", Duration.seconds(20)), ("0.5", .milliseconds(500)), ("2s", .seconds(2)), ("soon", nil), ("", nil),
    ])
    func `a duration for a command may be seconds`(text: String, duration: Duration?) {
        #expect(Duration(text: text) == duration)
    }

    @Test(arguments: ["{rum}/journal", "ipc://{runn}/a", "{other}"])
    func `a path can't begin with braces that mean nothing`(_ text: String) {
        let error = #expect(throws: Expansion.Problem.self) {
            try Expansion(environment: [:], here: "H", run: "R").expand(text)
        }
        #expect(error?.sentence.hasSuffix("what can stand there is {run} or {here}") == true)
    }

    @Test(arguments: [(2_000_000, "2MB"), (1_048_576, "1MiB"), (17, "17B"), (0, "0B")])
    func `a size is told in the largest unit that fits`(bytes: Int, text: String) {
        #expect(ByteCount(rawValue: bytes).description == text)
    }

    @Test(arguments: [
        ("${HOME_TOWN}", "Oslo"), ("${GONE:x}/y", "x/y"), ("a{run}b{here}", "aRbH"), ("$${HOME_TOWN}", "${HOME_TOWN}"),
        ("${EMPTY:x}", "x"), ("${GONE:tcp://h:1}", "tcp://h:1"), ("{other} $5", "{other} $5"), ("${TRICK}", "{run}"),
    ])
    func `variables and the run folder are replaced once`(text: String, result: String) throws {
        let environment = ["HOME_TOWN": "Oslo", "EMPTY": "", "TRICK": "{run}"]
        #expect(try Expansion(environment: environment, here: "H", run: "R").expand(text) == result)
    }

    @Test(arguments: [("heartbaet", "heartbeat"), ("Lease", "lease"), ("x", nil), ("colour", nil)])
    func `a suggestion is near or none`(word: String, guess: String?) {
        #expect(Suggestion.nearest(to: word, among: ["heartbeat", "lease", "attempts"]) == guess)
    }
}
