import Foundation
import Messages
import Testing
import Transport

@Suite(.timeLimit(.minutes(5)), .enabled(if: Python.interpreter != nil, Python.missing))
struct SchemaTests {
    @Test func `the golden documents are as the schemas say`() async throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "MessagesTests/Golden")
        var kinds: [String: [[UInt8]]] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
            let document = Array(try Data(contentsOf: folder.appending(path: name)).dropLast())
            kinds[String(name.prefix { $0 != "-" && $0 != "." }), default: []].append(document)
        }
        #expect(kinds.count == 7)
        for (kind, documents) in kinds.sorted(by: { $0.key < $1.key }) { try await check(documents, kind) }
    }

    @Test func `what the workers make is as the schemas say`() async throws {
        try await Trial.run { trial in
            _ = try trial.start("interdict-queue")
            _ = try trial.start("interdict-extract")
            _ = try trial.startPython(
                "native_worker.py",
                [trial.endpoint("articles"), trial.endpoint("extractions")]
            )
            try await trial.workers(2)
            try await trial.produce(articles(0..<40))
            let deliveries = await trial.ledger.wait(for: 40)
            try await check(deliveries.map { $0.frames[1] }, "extraction")
            try await check(deliveries.map(\.envelope.json), "envelope")
        }
    }
}

/// Checks documents against a schema, with unknown members as faults too.
func check(_ documents: [[UInt8]], _ schema: String) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "schema-\(UUID().uuidString.prefix(8))")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let lines = folder.appending(path: "lines")
    try Data(documents.flatMap { $0 + [0x0A] }).write(to: lines)
    let program = try Subprocess(
        #require(Python.interpreter),
        ["-B", Python.example("validate.py"), schema, "--strict"],
        input: lines,
        log: folder.appending(path: "log")
    )
    let code = await program.ended()
    #expect(code == 0, "\(schema): \(program.output)")
    #expect(!documents.isEmpty)
}
