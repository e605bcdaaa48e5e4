import Foundation
import MetricsEndpoint
import Observability
import Pipeline
import Testing

/// What Prometheus, Kubernetes and a person with curl see of real processes.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct MetricsTests {
    private static let top = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Prometheus' own checker, which Tests/run fetches.
    private static let promtool: String? = {
        let named = ProcessInfo.processInfo.environment["INTERDICT_PROMTOOL"]
        let places = [named, top.appending(path: ".venv/promtool").path, "/usr/bin/promtool"].compactMap { $0 }
        return places.first { FileManager.default.isExecutableFile(atPath: $0) }
    }()

    /// A pipeline that has seen good, bad and sanctions news, and its page.
    private static func page(of pipeline: LivePipeline) async throws -> String {
        let bad = pipeline.folder.appending(path: "bad.jsonl").path
        try "{\"title\":7}\n".write(toFile: bad, atomically: true, encoding: .utf8)
        #expect(try pipeline.interdict("push", bad).code == 65)
        let push = try pipeline.interdict("push", top.appending(path: "Pipelines/samples").path)
        #expect(push.code == 0, "\(push.errors)")
        let count = try #require(Int(push.text.prefix { $0 != " " }))
        let audit = try pipeline.interdict("audit", "--wait", "60")
        #expect(audit.code == 0, "\(audit.text)")
        let text = try String(contentsOfFile: pipeline.file.run + "/metrics.address", encoding: .utf8)
        let place = text.replacing("http://", with: "").replacing("/metrics\n", with: "")
        let address = try MetricsAddress(place)
        while true {
            let page = try #require(await MetricsClient(milliseconds: 20_000).page("/metrics", at: address))
            let isThere = [
                "interdict_dispositions_total{process=\"ingest\",kind=\"stored\"} \(count)\n",
                "interdict_feed_head{process=\"feed\"} \(count)\n",
            ].allSatisfy(page.contains)
            if isThere {
                #expect(await MetricsClient(milliseconds: 20_000).page("/livez", at: address) == "ok\n")
                #expect(await MetricsClient(milliseconds: 20_000).page("/readyz", at: address) == "ok\n")
                return page
            }
        }
    }

    private static func names(in text: String) -> Set<String> {
        Set(text.matches(of: /\b(interdict|process)_[a-z_]+/).map { String($0.output.0) })
    }

    @Test func `one page shows every measure of the catalogue, and all that is shipped asks for no other`() async throws
    {
        let pipeline = try LivePipeline(extra: "metrics: 127.0.0.1:0")
        let page = try await Self.page(of: pipeline)
        let samples = page.split(separator: "\n").filter { !$0.hasPrefix("#") }
        let shown = Set(samples.map { String($0.prefix { $0 != "{" && $0 != " " }) })
        for metric in Catalogue.all {
            let name = metric.kind == .histogram ? metric.name + "_bucket" : metric.name
            #expect(shown.contains(name), "\(name) is in the catalogue and not on the page")
        }
        let asking = [
            "Deploy/grafana/interdict.json", "Deploy/prometheus/rules.yaml", "Deploy/prometheus/adapter.yaml",
            "Deploy/kubernetes/overlays/large/autoscaling.yaml",
        ]
        for file in asking {
            let text = try String(contentsOf: Self.top.appending(path: file), encoding: .utf8)
            let named = Self.names(in: text)
            #expect(!named.isEmpty, "\(file) asks for nothing")
            #expect(
                named.subtracting(shown).isEmpty,
                "\(file): \(named.subtracting(shown).sorted()) is not on the page"
            )
        }
        for process in ["ingest", "queue", "feed", "extract-1", "classify-1", "store-1", "supervisor"] {
            #expect(page.contains("process_resident_memory_bytes{process=\"\(process)\"} "), "\(process)")
        }
        #expect(
            page.contains(
                "interdict_submissions_refused_total{process=\"ingest\",front=\"submit\",reason=\"wrong-type\"} 1"
            )
        )
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test(.enabled(if: promtool != nil, "promtool isn't here; Tests/run fetches it"))
    func `Prometheus has no complaint about the page and the alert rules`() async throws {
        let promtool = try #require(Self.promtool)
        let pipeline = try LivePipeline(extra: "metrics: 127.0.0.1:0")
        let page = pipeline.folder.appending(path: "page.txt")
        try await Self.page(of: pipeline).write(to: page, atomically: true, encoding: .utf8)
        let script = "exec '\(promtool)' check metrics < '\(page.path)'"
        let check = try LivePipeline.finish(pipeline.start(["-c", script], executable: "/bin/sh"))
        #expect(check.code == 0 && check.errors.isEmpty, "\(check.text)\(check.errors)")
        for arguments in [
            ["check", "rules", "Deploy/prometheus/rules.yaml"], ["test", "rules", "Tests/EndToEndTests/alerts.yaml"],
        ] {
            let paths = arguments.map { $0.contains("/") ? Self.top.appending(path: $0).path : $0 }
            let result = try LivePipeline.finish(pipeline.start(paths, executable: promtool))
            #expect(result.code == 0, "\(result.text)\(result.errors)")
        }
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a worker without its queue lives, and is not ready`() async throws {
        let pipeline = try LivePipeline(passThrough: true)
        #expect(try pipeline.interdict("down").code == 0)
        let socket = pipeline.folder.appending(path: "m").path
        let arguments = ["--pipeline", pipeline.path, "--pass-through", "--metrics", "unix:\(socket)"]
        let worker = try pipeline.start(arguments, program: "interdict-extract")
        defer { worker.process.terminate() }
        let address = MetricsAddress.unix(path: socket)
        var ready: String?
        while ready == nil { ready = await MetricsClient(milliseconds: 20_000).page("/readyz", at: address) }
        let queue = pipeline.file.queues[0].addresses[0]
        #expect(try #require(ready).contains("not ready: the queue at \(queue)\n"))
        #expect(await MetricsClient(milliseconds: 20_000).page("/livez", at: address) == "ok\n")
        #expect(
            try #require(await MetricsClient(milliseconds: 20_000).page("/metrics", at: address)).contains(
                "interdict_ready 0\n"
            )
        )
    }

    @Test func `an address that is taken ends the start with a sentence`() throws {
        let pipeline = try LivePipeline(passThrough: true, extra: "metrics: 127.0.0.1:0")
        let text = try String(contentsOfFile: pipeline.file.run + "/metrics.address", encoding: .utf8)
        let place = text.replacing("http://", with: "").replacing("/metrics\n", with: "")
        let arguments = ["--pipeline", pipeline.path, "--pass-through", "--metrics", place]
        let second = try LivePipeline.finish(pipeline.start(arguments, program: "interdict-extract"))
        #expect(second.code == 69)
        #expect(second.errors.contains("cannot show metrics at \(place): Address already in use"), "\(second.errors)")
        #expect(try pipeline.interdict("down").code == 0)
    }
}
