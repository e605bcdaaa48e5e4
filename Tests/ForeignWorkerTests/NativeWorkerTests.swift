import Foundation
import Messages
import Testing
import Transport

@Suite(.timeLimit(.minutes(3)), .enabled(if: Python.interpreter != nil, Python.missing))
struct NativeWorkerTests {
    private func startWorker(_ trial: Trial) throws -> Subprocess {
        try trial.startPython("native_worker.py", [trial.endpoint("articles"), trial.endpoint("extractions")])
    }

    @Test func `workers in Swift and in Python share one queue, and every article passes once`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            _ = try trial.start("interdict-extract")
            let python = try startWorker(trial)
            try await trial.workers(2)
            try await trial.produce(articles(0..<300))
            let deliveries = await trial.ledger.wait(for: 300)
            #expect(deliveries.count == 300)
            #expect(deliveries.allSatisfy { $0.frames.count == 2 && $0.envelope.exit == nil })
            #expect(Set(deliveries.map { $0.worker.prefix { $0 != "-" } }) == ["python", "interdict"])
            #expect(python.output == "")
            try checkDocuments(deliveries)
        }
    }

    /// The next stage can read what either worker made, and texts stand at their offsets.
    private func checkDocuments(_ deliveries: [Delivery]) throws {
        for delivery in deliveries {
            let article = try Article(json: JSONParser.parse(delivery.frames[0]))
            let extraction = try Extraction(json: JSONParser.parse(delivery.frames[1]))
            let scalars = Array(article.body.unicodeScalars)
            #expect(extraction.entities.contains { $0.country == "NO" && $0.kind == .place })
            for mention in extraction.mentions {
                #expect(scalars[mention.offsets].elementsEqual(mention.text.unicodeScalars))
            }
        }
    }

    @Test func `a Python worker that is killed at work loses nothing`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            let python = try startWorker(trial)
            try await trial.workers(1)
            try await trial.produce(articles(0..<300))
            _ = await trial.ledger.wait(for: 20)
            python.send(SIGKILL)
            #expect(await python.ended() == 128 + SIGKILL)
            _ = try trial.start("interdict-extract")
            let deliveries = await trial.ledger.wait(for: 300)
            #expect(Set(deliveries.map(\.id)).count == 300)
            #expect(deliveries.count <= 300 + 8, "at most what the worker held may come twice")
            #expect(deliveries.allSatisfy { $0.envelope.exit == nil })
            let state = try await trial.workers(1)
            #expect(state["workersLost"] == .number(1))
        }
    }

    @Test func `a Python worker that is told to stop ends what it began, hands back the rest and repeats nothing`()
        async throws
    {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            let python = try startWorker(trial)
            try await trial.workers(1)
            try await trial.produce(articles(0..<300))
            _ = await trial.ledger.wait(for: 20)
            python.send(SIGTERM)
            #expect(await python.ended() == 0)
            let state = try await trial.workers(0)
            #expect(state["workersLost"] == .number(0))
            _ = try trial.start("interdict-extract")
            let deliveries = await trial.ledger.wait(for: 300)
            #expect(deliveries.count == 300)
            #expect(deliveries.allSatisfy { $0.envelope.hops.map(\.attempt) == [1] })
        }
    }

    @Test func `workers come back to queues that have started over`() async throws {
        try await Trial.run { trial in
            let queue = try trial.start("interdict-queue")
            _ = try trial.start("interdict-extract")
            let python = try startWorker(trial)
            try await trial.workers(2)
            try await trial.produce(articles(0..<50))
            _ = await trial.ledger.wait(for: 50)
            queue.send(SIGKILL)
            _ = await queue.ended()
            _ = try trial.start("interdict-queue")
            try await trial.workers(2)
            try await trial.produce(articles(50..<100))
            let deliveries = await trial.ledger.wait(for: 100)
            #expect(Set(deliveries.map(\.id)).count == 100)
            #expect(python.output == "")
        }
    }
}
