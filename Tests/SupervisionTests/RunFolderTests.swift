import CLinux
import Foundation
import Glibc
import Pipeline
import Testing

@testable import Supervision

@Suite(.timeLimit(.minutes(5)))
struct RunFolderTests {
    private let path = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID())").path

    @Test func `one folder has one supervisor`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        var first: RunFolder? = try RunFolder(path: path + "/deep/run")
        let attributes = try FileManager.default.attributesOfItem(atPath: path + "/deep/run")
        #expect(attributes[.posixPermissions] as? Int == 0o700)
        for _ in 1...2 {
            let failure = #expect(throws: Failure.self) { try RunFolder(path: path + "/deep/run") }
            #expect(failure?.sentence.contains("another supervisor (process \(getpid())) runs the folder") == true)
        }
        #expect(first?.path == path + "/deep/run")
        first = nil
        _ = try RunFolder(path: path + "/deep/run")
    }

    @Test func `a folder that cannot be made is a failure with its path`() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path + "/file", contents: nil))
        let failure = #expect(throws: Failure.self) { try RunFolder(path: path + "/file/run") }
        #expect(failure?.sentence == "cannot make the folder \(path)/file/run: Not a directory")
    }

    @Test func `what a killed supervisor left is ended, and nobody else`() throws {
        try RunFolder.make(path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        let spec = ProcessSpec(name: "old-1", command: ["tail", "-f", "/dev/null"], notifies: false)
        let (old, bystander) = try (RunningProcess(spec, environment: [:]), RunningProcess(spec, environment: [:]))
        var roll = Roll(folder: path)
        roll.note(.started(name: "old-1", pid: old.pid))
        let line = try String(contentsOfFile: path + "/processes", encoding: .utf8)
        let impostor = "\(bystander.pid) 1 recycled-1\n"
        try (line + impostor + "99999999 5 gone-1\n").write(
            toFile: path + "/processes",
            atomically: true,
            encoding: .utf8
        )
        #expect(try Roll(folder: path).endLeftovers(drain: .seconds(20)) == ["old-1"])
        #expect(old.ending() == .signal(SIGTERM))
        #expect(bystander.ending() == nil)
        bystander.kill()
        _ = Waiting.readable([bystander.end.number], atMost: nil)
        #expect(bystander.ending() == .signal(SIGKILL))
    }

    @Test func `a full log begins anew and keeps one before`() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let logs = try Logs(folder: path, limit: 20)
        for line in ["one one", "two two", "three three", "four"] { try logs.add(line, of: "x") }
        #expect(try String(contentsOfFile: path + "/x.log", encoding: .utf8) == "three three\nfour\n")
        #expect(try String(contentsOfFile: path + "/x.log.1", encoding: .utf8) == "one one\ntwo two\n")
        let again = try Logs(folder: path, limit: 20)
        try again.add("five", of: "x")
        #expect(try String(contentsOfFile: path + "/x.log", encoding: .utf8) == "five\n")
    }

    @Test(arguments: [
        (["ab\nc", "d\n\ne"], ["ab", "cd", "", "e"]), (["abcdefgh", "i\n"], ["abcdefgh", "i"]), (["x\n"], ["x"]),
        (["é\n"], ["é"]), ([], []),
    ])
    func `output becomes lines`(pieces: [String], lines: [String]) {
        var buffer = LineBuffer(longest: 7)
        var found = pieces.flatMap { buffer.add(Array($0.utf8)) }
        found += buffer.finish()
        #expect(found == lines)
    }
}
