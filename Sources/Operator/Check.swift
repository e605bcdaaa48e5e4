internal import ArgumentParser
internal import Classification
internal import Foundation
internal import Keys
internal import Pipeline

/// `interdict check`: what is wrong with a pipeline file, without starting anything.
struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check pipeline files and lexicon folders: a sentence with file and line for all that is wrong.",
        discussion: "Exit code 0 when they can be used (warnings are printed all the same), 78 when they can't."
    )

    @Argument(
        help: "Pipeline files, or folders such as lexicon/en; without any, the file that other commands would use.",
        completion: .file()
    )
    var files: [String] = []

    @Flag(name: [.short, .long], help: "Print findings only.")
    var quiet = false

    func run() throws {
        let environment = ProcessInfo.processInfo.environment
        let paths = files.isEmpty ? [try PipelineOptions.parse([]).path(environment: environment)] : files
        var isUsable = true
        for path in paths {
            if Self.isFolder(path) {
                isUsable = checkLexicon(path) && isUsable
                continue
            }
            let findings =
                try PipelineFile.lint(path: path, environment: environment) + missingKeys(path, environment)
                + missingFiles(path, environment)
            for finding in findings { print(finding) }
            if findings.contains(where: { $0.severity == .error }) {
                isUsable = false
            } else if !quiet {
                print(try summary(of: PipelineFile.load(path: path, environment: environment)))
            }
        }
        if !isUsable { throw ExitCode(Failure.Code.configuration.rawValue) }
    }

    /// A file may be checked before its keys are made, and on another machine: that they aren't here is no error.
    private func missingKeys(_ path: String, _ environment: [String: String]) throws -> [Finding] {
        guard let text = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }),
            let file = PipelineFile.parse(text, path: path, environment: environment).file,
            let security = file.security
        else { return [] }
        let folder = KeyFolder(path: security.keys)
        guard folder.hasPublic(security.server) || folder.hasSecret(security.server) else {
            let sentence = "there are no keys in \(folder.path) yet: make them with \"interdict keys generate\""
            return [Finding(.warning, file: path, line: security.line, "security: \(sentence)")]
        }
        do throws(Failure) {
            _ = try file.protectionToConnect()
            return []
        } catch {
            return [Finding(.error, file: path, line: security.line, "security: \(error)")]
        }
    }

    /// What the stages run and read need not be on the machine where the file is checked, but mostly should.
    private func missingFiles(_ path: String, _ environment: [String: String]) throws -> [Finding] {
        guard let text = FileManager.default.contents(atPath: path).map({ String(decoding: $0, as: UTF8.self) }),
            let file = PipelineFile.parse(text, path: path, environment: environment).file
        else { return [] }
        let files = FileManager.default
        let folders =
            [URL(filePath: try DataFolder.executablePath()).deletingLastPathComponent().path]
            + (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return file.stages.flatMap { stage in
            var missing: [String] = []
            if let program = stage.command.first {
                let places = program.contains("/") ? [program] : folders.map { $0 + "/" + program }
                if !places.contains(where: files.isExecutableFile) { missing.append("the program \(program)") }
            }
            let lists = stage.lists.flatMap { $0.split(separator: ",").map(String.init) }
            missing += lists.filter { !files.fileExists(atPath: $0) }.map { "the list \($0)" }
            return missing.map { what in
                Finding(.warning, file: path, line: stage.line, "stages.\(stage.name): \(what) isn't here")
            }
        }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    private func checkLexicon(_ folder: String) -> Bool {
        guard FileManager.default.fileExists(atPath: folder + "/verbs.txt") else {
            print(
                "\(folder): a folder without verbs.txt is no lexicon; give a pipeline file, or a folder such as lexicon/en"
            )
            return false
        }
        let findings: [LexiconFinding]
        do { findings = try Lexicon.lint(folder: folder) } catch {
            print(error)
            return false
        }
        for finding in findings { print(finding) }
        if findings.isEmpty, !quiet { print("\(folder): good") }
        return findings.isEmpty
    }

    private func summary(of file: PipelineFile) -> String {
        let stages = file.stages.map { "\($0.name) × \($0.workers)" }.joined(separator: ", ")
        return "\(file.path): good; run folder \(file.run), \(file.queues.count) queues, stages \(stages)"
    }
}
