import Messages
import Pipeline
import Testing
import Transport

@testable import Operator

/// What `interdict top` says in words of two looks at a pipeline of two stages.
@Suite(.timeLimit(.minutes(5)))
struct BottleneckTests {
    /// One stage's queue ten seconds after the first look.
    struct State: Sendable {
        var workers = 1
        /// Of ten seconds, by each worker.
        var busy = 1.0
        var waiting = 0
        var done = 100
    }

    static let cases: [(first: State, second: State, idle: Int, sentence: String)] = [
        (State(), State(), 50, "nothing is held up; one is the busiest stage, with 10 %"),
        (State(done: 0), State(done: 0), 50, "nothing to do"),
        (
            State(workers: 4, busy: 9.8, waiting: 500), State(), 50,
            "one is the bottleneck: 4 workers busy 98 %; add workers: interdict scale one=5"
        ),
        (
            State(workers: 1, busy: 9.8, waiting: 500), State(), 0,
            "one is the bottleneck: 1 worker busy 98 %, and this machine's processors have nothing left; "
                + "add workers on another machine"
        ),
        (
            State(busy: 10, waiting: 500), State(busy: 10, waiting: 950), 50,
            "two is the bottleneck: 1 worker busy 100 %; the disk or the database limits it"
        ),
        (
            State(workers: 0, waiting: 7), State(), 50,
            "one has no workers and 7 messages wait for it: interdict scale one=1"
        ),
    ]

    @Test(arguments: cases)
    func `what holds the pipeline up is named`(
        first: State,
        second: State,
        idle: Int,
        sentence: String
    ) throws {
        let text = """
            interdict: 1
            ingest: {submit: "ipc://a", push: "ipc://b", settle: "ipc://c", journal: j, to: q1}
            queues: {q1: {endpoint: "ipc://q1"}, q2: {endpoint: "ipc://q2"}}
            stages: {one: {run: x, from: q1, to: q2}, two: {run: y, from: q2}}
            store: {database: x.sqlite}
            feed: {publish: "ipc://d", fetch: "ipc://e", wake: "ipc://f"}
            control: ipc://control
            """
        let file = try #require(PipelineFile.parse(text, path: "p.yaml", environment: [:]).file)
        let before = try Self.look(0, State(workers: first.workers, busy: 0, done: 0), State(busy: 0, done: 0), idle: 0)
        let picture = Picture(file, from: before, to: try Self.look(10, first, second, idle: idle))
        #expect(Bottleneck(picture).sentence == sentence)
    }

    private static func look(_ second: Int64, _ first: State, _ last: State, idle: Int) throws -> Look {
        Look(
            time: Instant(nanoseconds: (second + 1) * 1_000_000_000),
            ingest: try JSONParser.parse(Array(#"{"articles":{"accepted":1}}"#.utf8)),
            queues: ["q1": try queue("one", first), "q2": try queue("two", last)],
            feed: try JSONParser.parse(Array(#"{"head":1}"#.utf8)),
            processors: (all: Int(second) * 10, idle: idle)
        )
    }

    private static func queue(_ stage: String, _ state: State) throws -> JSONValue {
        let counts = [state.done] + Array(repeating: 0, count: 17)
        let workers = (0..<state.workers).map { number in
            #"{"worker":"\#(stage)-\#(number)","stage":"\#(stage)","inFlight":1,"busySeconds":\#(state.busy)}"#
        }
        let text = """
            {"waiting":\(state.waiting),"length":1000,"workers":[\(workers.joined(separator: ","))],
             "stages":[{"stage":"\(stage)","work":{"counts":\(counts),"sum":1}}]}
            """
        return try JSONParser.parse(Array(text.utf8))
    }
}
