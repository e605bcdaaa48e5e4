package import FoundationEssentials
internal import Glibc

/// The folder with what the programs read besides the pipeline file: `models/`, `lexicon/`, `lists/`, `gazetteer/`.
package struct DataFolder: Sendable, Equatable {
    /// The environment variable that names the folder.
    package static let variable = "INTERDICT_DATA"

    package let path: String

    package init(path: String) {
        self.path = path
    }

    /// A file or folder inside.
    package func path(of name: String) -> String { path + "/" + name }

    /// The same as a URL, for those who read through Foundation.
    package var url: URL { URL(filePath: path, directoryHint: .isDirectory) }

    /// Finds the folder of the running program.
    ///
    /// In this order: `INTERDICT_DATA`; `../share/interdict` beside the executable (an installation); the checkout's
    /// `Pipelines`, looked for above the executable (a build folder).
    package static func locate(environment: [String: String]) throws(Failure) -> DataFolder {
        try locate(environment: environment, executable: executablePath())
    }

    /// Finds the folder of the program at `executable`.
    package static func locate(environment: [String: String], executable: String) throws(Failure) -> DataFolder {
        if let named = environment[variable], !named.isEmpty {
            guard isFolder(named) else {
                throw Failure(.configuration, "\(variable) names \(named), which is no folder: correct it or unset it")
            }
            return DataFolder(path: named)
        }
        var folder = parent(of: executable)
        let installed = parent(of: folder) + "/share/interdict"
        if isFolder(installed) { return DataFolder(path: installed) }
        while folder != "/" {
            let candidate = folder + "/Pipelines"
            if isFolder(candidate), isFile(folder + "/Package.swift") { return DataFolder(path: candidate) }
            folder = parent(of: folder)
        }
        throw Failure(
            .configuration,
            "no data folder: looked for \(installed) and for a checkout above \(executable); "
                + "set \(variable) to the folder with models, lexicon, lists and gazetteer"
        )
    }

    /// The resolved path of the running executable.
    package static func executablePath() throws(Failure) -> String {
        do {
            return try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        } catch {
            throw Failure(.system, "cannot find the running program through /proc/self/exe: is /proc mounted?")
        }
    }

    private static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
        return String(path[..<slash])
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory
    }

    private static func isFile(_ path: String) -> Bool {
        var isDirectory = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && !isDirectory
    }
}
