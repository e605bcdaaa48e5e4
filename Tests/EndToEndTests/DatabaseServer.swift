import Foundation
import Testing

/// A PostgreSQL server of a test's own, which the test may stop and start.
final class DatabaseServer {
    /// Whether servers can be had: `Tests/run` sees to it, and says where there is one for all tests.
    static let canBeHad = ProcessInfo.processInfo.environment["INTERDICT_TEST_POSTGRES"] != nil
    static let missing: Comment = "INTERDICT_TEST_POSTGRES is not set; Tests/run starts a server and sets it"

    let url: String
    private let folder = FileManager.default.temporaryDirectory.appending(path: "pg-\(UUID().uuidString.prefix(8))")
        .path

    /// Starts it.
    ///
    /// - Parameter isSecure: Whether it listens on a port of this machine and takes TLS only, instead of a Unix socket.
    /// - Throws: Where the script fails.
    init(isSecure: Bool = false) throws {
        url = try Self.script(isSecure ? "secure" : "start", folder).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// The authority that has signed a secure server's certificate.
    var authority: String { folder + "/tls/authority.pem" }
    /// An authority that has nothing to do with it.
    var stranger: String { folder + "/tls/stranger.pem" }

    deinit { _ = try? Self.script("remove", folder) }

    /// Stops it like pulling the plug.
    func crash() throws { _ = try Self.script("stop", folder, "immediate") }

    func startAgain() throws { _ = try Self.script("again", folder) }

    private static func script(_ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "postgres")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "Tests/postgres \(arguments.joined(separator: " ")) failed")
        return text
    }
}
