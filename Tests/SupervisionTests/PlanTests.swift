import Foundation
import Pipeline
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(5)))
struct PlanTests {
    private let programs = Programs(folder: "/nowhere", launcher: ["/opt/interdict", "launch", "--"])

    private func file(_ name: String = "default.yaml") throws -> PipelineFile {
        let checkout = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        let path = checkout.deletingLastPathComponent().appending(path: "Pipelines/\(name)").path
        return try PipelineFile.load(path: path, environment: ["INTERDICT_RUN": "r"])
    }

    @Test func `who binds starts before who connects`() throws {
        let plan = try Plan(file: file(), programs: programs)
        #expect(
            plan.startOrder.map { $0.map(\.name) } == [
                ["queue"], ["ingest", "feed"], ["extract", "classify", "store"],
            ]
        )
        #expect(plan.stopOrder == [["extract"], ["classify"], ["store"], ["ingest"], ["feed"], ["queue"]])
    }

    @Test func `our programs get their options, behind their name and before everything else`() throws {
        let file = try file("custom-stage.yaml")
        let plan = try Plan(file: file, programs: programs)
        let commands = plan.groups.map { $0.spec(2).command }
        #expect(
            commands.contains([
                "interdict-queue", "--pipeline", file.path, "--queues", "articles,extractions,verdicts", "--process",
                "queue", "--worker",
                "queue",
            ])
        )
        #expect(
            commands.contains([
                "interdict-extract", "--pipeline", file.path, "--stage", "extract", "--worker", "extract-2",
            ])
        )
        let adapter = try #require(commands.first { $0[0] == "interdict-adapter" })
        #expect(
            adapter[1...8] == ["--pipeline", file.path, "--stage", "python", "--worker", "python-2", "--", "python3"]
        )
    }

    @Test func `a foreign program is launched, and told where its queues are`() throws {
        let text = try String(contentsOfFile: file().path, encoding: .utf8)
            .replacing("run: interdict-extract", with: "run: [python3, x.py]")
        let file = try #require(PipelineFile.parse(text, path: "p", environment: ["INTERDICT_RUN": "r"]).file)
        let group = try #require(Plan(file: file, programs: programs).groups.first { $0.name == "extract" })
        let spec = group.spec(1)
        #expect(spec.command == ["/opt/interdict", "launch", "--", "python3", "x.py"])
        #expect(!spec.notifies)
        #expect(spec.environment["INTERDICT_FROM"] == "ipc://r/articles.sock")
        #expect(spec.environment["INTERDICT_TO"] == "ipc://r/extractions.sock")
        #expect(spec.environment["INTERDICT_WORKER"] == "extract-1")
        #expect(spec.environment["INTERDICT_CREDIT"] == "32")
    }

    @Test func `a machine can run a part`() throws {
        let plan = try Plan(file: file(), only: ["extract", "feed"], programs: programs)
        #expect(plan.groups.map(\.name) == ["feed", "extract"])
        #expect(throws: Failure.self) { try Plan(file: file(), only: ["extrakt"], programs: programs) }
    }
}
