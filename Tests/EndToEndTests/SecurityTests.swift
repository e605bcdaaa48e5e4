import Foundation
import Messages
import Pipeline
import Testing
import ZeroMQ

/// Encrypted sockets between real processes: who comes in, who doesn't and is told why, and what a listener gets.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct SecurityTests {
    /// The same pipeline as another machine sees it, with a folder of keys of its own.
    private struct Outsider {
        let path: String
        let keys: String

        /// Trusts the server key of a folder, or one of its own that nobody has; `security` stands for the section.
        init(_ pipeline: LivePipeline, trusting server: String?, security: String? = nil) throws {
            let name = UUID().uuidString.prefix(8)
            keys = pipeline.folder.appending(path: "keys-\(name)").path
            path = pipeline.folder.appending(path: "outside-\(name).yaml").path
            _ = try pipeline.run("keys", "generate", "--keys", keys)
            if let server {
                for file in ["server.key", "server.key_secret"] {
                    try FileManager.default.removeItem(atPath: "\(keys)/\(file)")
                }
                try FileManager.default.copyItem(atPath: "\(server)/server.key", toPath: "\(keys)/server.key")
            }
            let text = try String(contentsOfFile: pipeline.path, encoding: .utf8)
                .replacing(/security: .*/, with: security ?? "security: {keys: \"\(keys)\"}")
            try text.write(toFile: path, atomically: true, encoding: .utf8)
        }
    }

    private func keys(of pipeline: LivePipeline) -> String { pipeline.folder.path + "/keys" }

    /// Every way to connect must end with this sentence and code.
    private func expectRefusal(_ pipeline: LivePipeline, _ path: String, _ code: Int32, _ sentence: String) throws {
        let articles = try pipeline.articles(1)
        let commands = [["push", "--quiet", articles], ["status"], ["subscribe", "--count", "1"], ["audit"]]
        for command in commands {
            let output = try LivePipeline.finish(pipeline.start(command + ["--pipeline", path]))
            #expect(output.code == code, "\(command[0]): \(output.errors)")
            #expect(output.errors.contains(sentence), "\(command[0]): \(output.errors)")
        }
        for program in ["extract", "store"] {
            let worker = try pipeline.start(["--pipeline", path], program: "interdict-\(program)")
            let output = try LivePipeline.finish(worker)
            #expect(output.code == code, "\(program): \(output.errors)")
            #expect(output.errors.contains(sentence), "\(program): \(output.errors)")
        }
    }

    @Test func `articles pass encrypted, and a man in the middle reads none of their text`() throws {
        let pipeline = try LivePipeline(passThrough: true, sockets: .encrypted)
        guard case .tcp(_, let port)? = Address(pipeline.file.ingest.submit.connect) else {
            Issue.record("the pipeline doesn't speak TCP")
            return
        }
        let middle = try Eavesdropper(target: #require(Int(port)))
        defer { middle.close() }
        let count = 20
        let articles = try pipeline.articles(count, bytes: 2000)
        let push = try pipeline.interdict("push", "--to", "tcp://127.0.0.1:\(middle.port)", articles)
        #expect(push.code == 0, "\(push.errors)")
        #expect(push.text.hasPrefix("\(count) accepted"))
        #expect(middle.bytes.count > count * 2000)
        #expect(String(decoding: middle.bytes, as: UTF8.self).ranges(of: "Words about ships").isEmpty)

        let documents = try pipeline.interdict("subscribe", "--since", "0", "--count", "\(count)", "--json")
        #expect(try LivePipeline.seqs(documents) == Array(1...count))
        #expect(try pipeline.interdict("audit", "--wait", "60").code == 0)
        #expect(try pipeline.interdict("status").code == 0)
        #expect(try pipeline.interdict("scale", "extract=2").code == 0)
        #expect(try pipeline.interdict("down").code == 0)
    }

    /// Without it the test above would not know that the listener listens.
    @Test func `the same man in the middle reads what isn't encrypted`() throws {
        let context = try Context()
        let pull = try Socket(.pull, in: context)
        try pull.bind("tcp://127.0.0.1:*")
        let port = try #require(pull.lastEndpoint.split(separator: ":").last.flatMap { Int($0) })
        let middle = try Eavesdropper(target: port)
        defer { middle.close() }
        let push = try Socket(.push, in: context, [.linger(5000)])
        try push.connect("tcp://127.0.0.1:\(middle.port)")
        try push.send([Frame("Words about ships")])
        var poller = Poller()
        _ = poller.add(pull)
        while try pull.receive() == nil { try poller.wait(milliseconds: 1000) }
        #expect(!String(decoding: middle.bytes, as: UTF8.self).ranges(of: "Words about ships").isEmpty)
    }

    @Test func `whoever has no key, a wrong one or a revoked one is told so, workers too`() throws {
        let pipeline = try LivePipeline(passThrough: true, sockets: .encrypted)
        let stranger = try Outsider(pipeline, trusting: keys(of: pipeline))
        try expectRefusal(pipeline, stranger.path, 78, "it is not on the server's list")
        let keyless = try Outsider(pipeline, trusting: nil, security: "insecure: true")
        try expectRefusal(pipeline, keyless.path, 78, "takes encrypted connections only")
        let misled = try Outsider(pipeline, trusting: nil)
        try expectRefusal(pipeline, misled.path, 69, "doesn't prove that it has the server key")

        let status = try JSONParser.parse(Array(pipeline.interdict("status", "--json").text.utf8))
        #expect((status["ingest"]?["refusedKeys"]?.integer ?? 0) >= 1)
        #expect((status["queues"]?["articles"]?["refusedKeys"]?.integer ?? 0) >= 1)
        let log = try String(contentsOfFile: pipeline.folder.path + "/run/logs/queue.log", encoding: .utf8)
        let key = try pipeline.run("keys", "show", "client", "--keys", stranger.keys).text
        #expect(log.contains(key.trimmingCharacters(in: .whitespacesAndNewlines)))

        try theAllowListChanges(pipeline, stranger)
        #expect(try pipeline.interdict("down").code == 0)
    }

    /// The stranger is let in while the pipeline runs, listens, and is cut off when the key is revoked.
    private func theAllowListChanges(_ pipeline: LivePipeline, _ stranger: Outsider) throws {
        let key = try pipeline.run("keys", "show", "client", "--keys", stranger.keys).text
        let allow = try pipeline.interdict(
            "keys",
            "allow",
            "--name",
            "stranger",
            key.trimmingCharacters(in: .whitespacesAndNewlines)
        )
        #expect(allow.code == 0, "\(allow.errors)")
        let push = try LivePipeline.finish(
            pipeline.start(["push", "--quiet", pipeline.articles(3), "--pipeline", stranger.path])
        )
        #expect(push.text.hasPrefix("3 accepted"), "\(push.errors)")
        let heard = Pipe()
        let listener = try pipeline.start(["subscribe", "--since", "0", "--pipeline", stranger.path], output: heard)
        // Blocks until the first document comes; nothing comes from a listener that has ended.
        #expect(!heard.fileHandleForReading.availableData.isEmpty)

        let revoke = try pipeline.interdict("keys", "revoke", "stranger")
        #expect(revoke.code == 0, "\(revoke.errors)")
        let cut = try LivePipeline.finish(listener)
        #expect(cut.code == 78)
        #expect(cut.errors.contains("it is not on the server's list"), "\(cut.errors)")
        #expect(try pipeline.interdict("push", pipeline.articles(5)).code == 0, "others aren't held up")
    }

    @Test func `a fake server gets nothing from a client`() throws {
        let fake = try Context(.curve(client: nil, server: .init(identity: .generate(), gate: OpenDoor())))
        let router = try Socket(.router, in: fake)
        try router.bind("tcp://127.0.0.1:*")
        let pipeline = try LivePipeline(passThrough: true, sockets: .encrypted)
        let push = try pipeline.interdict("push", "--to", router.lastEndpoint, pipeline.articles(1))
        #expect(push.code == 69)
        #expect(push.errors.contains("doesn't prove that it has the server key"), "\(push.errors)")
        #expect(try router.receive() == nil)
        #expect(try pipeline.interdict("down").code == 0)
    }

    private struct OpenDoor: Gate {
        func admit(_ key: CurveKey, from address: String) -> String? { "anybody" }
        func revoked() -> [String] { [] }
        var refused: Int { 0 }
    }

    @Test func `keys that others can read, or that aren't there, stop a program before it does anything`() throws {
        let pipeline = try LivePipeline(passThrough: true, sockets: .encrypted)
        let secret = keys(of: pipeline) + "/client.key_secret"
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: secret)
        for (command, sentence) in [
            (["push", try pipeline.articles(1)], "other users can read or change"), (["status"], "chmod 600"),
        ] {
            let output = try LivePipeline.finish(pipeline.start(command + ["--pipeline", pipeline.path]))
            #expect(output.code == 78)
            #expect(output.errors.contains(sentence), "\(output.errors)")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: secret)
        let check = try pipeline.run("check", pipeline.path)
        #expect(check.code == 0, "\(check.text)")
        #expect(try pipeline.interdict("down").code == 0)
    }

    @Test func `a plain address that isn't this machine's own is refused`() throws {
        let pipeline = try LivePipeline(passThrough: true)
        let push = try pipeline.interdict("push", "--to", "tcp://192.0.2.1:5560", pipeline.articles(1))
        #expect(push.code == 78)
        #expect(push.errors.contains("without encryption anybody could read and write"), "\(push.errors)")
        #expect(try pipeline.interdict("down").code == 0)
    }
}
