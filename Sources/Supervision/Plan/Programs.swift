internal import FoundationEssentials

/// Where programs are: Interdict's own beside the running one, others wherever `PATH` says.
package struct Programs: Sendable {
    private let folder: String
    private let launcher: [String]

    /// - Parameters:
    ///   - folder: The folder with Interdict's own programs.
    ///   - launcher: The words before a foreign program's command that tie it to the life of its supervisor.
    package init(folder: String, launcher: [String]) {
        self.folder = folder
        self.launcher = launcher
    }

    static func isOurs(_ program: String) -> Bool { program.hasPrefix("interdict-") }

    /// The command with the program's path where it lies in the folder; otherwise as it is.
    func resolve(_ command: [String]) -> [String] {
        guard let program = command.first, !program.contains("/") else { return command }
        let path = folder + "/" + program
        return [FileManager.default.isExecutableFile(atPath: path) ? path : program] + command.dropFirst()
    }

    /// The command of a program that knows nothing of supervisors.
    func launch(_ command: [String]) -> [String] { launcher + resolve(command) }
}
