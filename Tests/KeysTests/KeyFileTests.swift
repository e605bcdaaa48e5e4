import Foundation
import Logging
import Pipeline
import Testing
import ZeroMQ

@testable import Keys

@Suite(.timeLimit(.minutes(5)))
struct KeyFileTests {
    private let folder: KeyFolder
    private let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    init() throws {
        folder = KeyFolder(
            path: FileManager.default.temporaryDirectory.appending(path: "keys-\(UUID().uuidString.prefix(8))").path
        )
    }

    private func mode(_ path: String) throws -> Int? {
        try (FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? NSNumber)?.intValue
    }

    @Test func `a pair is read as it was written, and nobody else can read it`() throws {
        let pair = try folder.generate("server")
        #expect(try folder.pair("server") == pair)
        #expect(try folder.publicKey("server") == pair.publicKey)
        #expect(try mode(folder.path) == 0o700)
        #expect(try mode(folder.secretPath("server")) == 0o600)
        #expect(try mode(folder.publicPath("server")) == 0o644)
        let open = try String(contentsOfFile: folder.publicPath("server"), encoding: .utf8)
        #expect(!open.contains(pair.secret.revealed))
    }

    @Test func `a key is never overwritten`() throws {
        let pair = try folder.generate("server")
        #expect(throws: Failure.self) { try folder.generate("server") }
        #expect(try folder.pair("server") == pair)
    }

    @Test(arguments: [0o604, 0o644, 0o620, 0o602, 0o640 | 0o020])
    func `a secret that others can read or change is refused`(mode: Int) throws {
        _ = try folder.generate("client")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.secretPath("client"))
        #expect {
            try folder.pair("client")
        } throws: { error in
            (error as? Failure)?.code == .configuration && "\(error)".contains("other users can read or change")
        }
    }

    @Test(arguments: [0o600, 0o400, 0o440])
    func `a secret that its owner or a container's group reads will do`(mode: Int) throws {
        let pair = try folder.generate("client")
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.secretPath("client"))
        #expect(try folder.pair("client") == pair)
    }

    @Test(arguments: [
        ("", "holds no secret key"), ("secret-key = \"x\"", "holds no secret key"),
        ("secret-key = \"D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs\"", "doesn't belong to the secret key"),
    ])
    func `a file that is no pair gets a sentence`(text: String, sentence: String) throws {
        try folder.make()
        try KeyFile.create(folder.secretPath("client"), text, mode: 0o600)
        #expect {
            try folder.pair("client")
        } throws: { error in
            "\(error)".contains(sentence) && "\(error)".contains(folder.secretPath("client"))
        }
    }

    @Test func `a missing key says how it is made`() throws {
        #expect {
            try folder.pair("client")
        } throws: { error in
            "\(error)".contains("interdict keys generate")
        }
    }

    @Test func `clients are allowed and revoked by key and by name`() throws {
        let path = folder.path + "/allowed"
        try folder.make()
        let keys = try (0..<3).map { _ in try CurvePair.generate().publicKey }
        var list = AllowedKeys()
        for (key, name) in zip(keys, ["one", "two", "three"]) { list.allow(key, name: name) }
        try list.write(to: path)
        list = try AllowedKeys(at: path)
        #expect(keys.map(list.name) == ["one", "two", "three"])
        #expect(list.revoke("two").map(\.key) == [keys[1]])
        #expect(list.revoke(keys[0].description).map(\.name) == ["one"])
        #expect(list.revoke("nobody").isEmpty)
        #expect(list.clients.map(\.key) == [keys[2]])
    }

    @Test func `a list with a line that is no key names the line`() throws {
        try folder.make()
        try KeyFile.create(folder.path + "/allowed", "# a comment\nnonsense here\n", mode: 0o644)
        #expect {
            try AllowedKeys(at: folder.path + "/allowed")
        } throws: { error in
            "\(error)".contains("allowed:2: \"nonsense\"")
        }
    }

    @Test func `a changed list is taken up at the next question, a broken one is not`() throws {
        let path = folder.path + "/allowed"
        try folder.make()
        let (own, one) = (try CurvePair.generate().publicKey, try CurvePair.generate().publicKey)
        let list = AllowList(at: path, own: own, logger: logger)
        #expect(list.admit(own, from: "10.0.0.1") == "server")
        #expect(list.admit(one, from: "10.0.0.2") == nil)
        #expect(list.refused == 1)

        var allowed = AllowedKeys()
        allowed.allow(one, name: "one")
        try allowed.write(to: path)
        #expect(list.admit(one, from: "10.0.0.2") == "one")
        #expect(list.revoked() == [])

        try FileManager.default.removeItem(atPath: path)
        try KeyFile.create(path, "nonsense\n", mode: 0o644)
        #expect(list.admit(one, from: "10.0.0.2") == "one")

        try AllowedKeys().write(to: path)
        #expect(list.revoked() == ["10.0.0.2"])
        #expect(list.revoked() == [])
        #expect(list.admit(one, from: "10.0.0.2") == nil)
    }
}
