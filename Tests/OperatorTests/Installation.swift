import Foundation
import Glibc
import Testing

/// A folder with the real `interdict` and stand-ins for the other programs, which do nothing but obey.
struct Installation {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "up-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let built = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        try Installation.link(built.appending(path: "interdict"), folder.appending(path: "interdict"))
        for name in ["queue", "ingest", "feed", "extract", "store"] {
            let path = folder.appending(path: "interdict-\(name)")
            try Installation.standIn.write(to: path, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path.path)
        }
        try Installation.pipeline.write(to: folder.appending(path: "p.yaml"), atomically: true, encoding: .utf8)
    }

    /// Links a program, or has it copied by another process where the folders are on two file systems.
    ///
    /// A copy of this process' own would be open for writing in whatever child another test is just starting, and the
    /// kernel runs no program that somebody writes.
    private static func link(_ program: URL, _ place: URL) throws {
        do { try FileManager.default.linkItem(at: program, to: place) } catch {
            let copy = try Process.run(URL(filePath: "/bin/cp"), arguments: [program.path, place.path])
            copy.waitUntilExit()
            try #require(copy.terminationStatus == 0)
        }
    }

    private static let standIn = """
        #!/usr/bin/env python3
        import os, signal, socket, sys
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        name = os.environ["NOTIFY_SOCKET"].replace("@", "\\0", 1)
        print(*sys.argv[1:], flush=True)
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM).sendto(b"READY=1", name)
        signal.sigwait({signal.SIGTERM})

        """

    /// A pipeline with a stage that knows nothing of supervisors.
    private static let pipeline = """
        interdict: 1
        ingest: {submit: "ipc://{run}/a", push: "ipc://{run}/b", settle: "ipc://{run}/c", journal: "{run}/j", to: one}
        queues: {one: {endpoint: "ipc://{run}/one"}, two: {endpoint: "ipc://{run}/two"}}
        stages:
          foreign: {run: [tail, -f, /dev/null], from: one, to: two}
          store: {run: interdict-store, from: two}
        store: {database: "{run}/x.sqlite"}
        feed: {publish: "ipc://{run}/d", fetch: "ipc://{run}/e", wake: "ipc://{run}/f"}
        control: ipc://{run}/control
        """

    /// Runs `interdict` in the folder and gives what it printed and its exit code.
    func interdict(_ arguments: String...) async throws -> (output: String, code: Int32) {
        try await interdict(arguments)
    }

    func interdict(_ arguments: [String]) async throws -> (output: String, code: Int32) {
        try await run(folder.appending(path: "interdict").path, arguments)
    }

    /// Runs a program in the folder and gives what it printed and its exit code.
    func run(_ program: String, _ arguments: [String]) async throws -> (output: String, code: Int32) {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let checkout = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
        process.environment = [
            "PATH": "/usr/bin:/bin", "INTERDICT_PIPELINE": "p.yaml", "INTERDICT_DATA": checkout + "/Pipelines",
        ]
        // A file, not a pipe: a supervisor in the background keeps what it inherits open.
        let output = folder.appending(path: "output-\(UUID())")
        try Data().write(to: output)
        let handle = try FileHandle(forWritingTo: output)
        process.standardOutput = handle
        process.standardError = handle
        let code: Int32 = try await withCheckedThrowingContinuation { done in
            process.terminationHandler = { done.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { done.resume(throwing: error) }
        }
        return (try String(contentsOf: output, encoding: .utf8), code)
    }

    /// The id of a running process, from the supervisor's own list.
    func process(_ name: String) throws -> pid_t {
        let text = try String(contentsOf: folder.appending(path: "run/processes"), encoding: .utf8)
        let line = try #require(text.split(separator: "\n").first { $0.hasSuffix(" \(name)") })
        return try #require(pid_t(line.prefix { $0 != " " }))
    }

    /// The id of the supervisor.
    func supervisor() throws -> pid_t {
        try #require(pid_t(String(contentsOf: folder.appending(path: "run/supervisor.lock"), encoding: .utf8)))
    }

    func remove() {
        try? FileManager.default.removeItem(at: folder)
    }
}
