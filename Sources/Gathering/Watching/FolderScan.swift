package import FoundationEssentials

/// The files of a folder that are new or have changed.
package enum FolderScan {
    package struct File: Sendable, Equatable {
        /// In the folder.
        package let name: String
        /// Size and time of change.
        package let mark: String
    }

    /// Looks through a folder and those in it; names that begin with a full stop are passed over.
    ///
    /// - Parameters:
    ///   - folder: Its path.
    ///   - known: Marks of files that were pushed.
    ///   - settled: Only files that nobody has changed since then: others may still be being written.
    /// - Returns: New and changed files in the order of their names, and what is known of files that are still there.
    /// - Throws: ``Unreadable`` where there is no such folder.
    package static func fresh(
        in folder: String,
        known: [String: String],
        settled: Date
    ) throws(Unreadable) -> (files: [File], known: [String: String]) {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder) else {
            throw Unreadable(folder, "there is no such folder, or it can't be read")
        }
        var files: [File] = []
        var kept: [String: String] = [:]
        for name in names.sorted() where !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }) {
            guard SourceKind(name: name) != nil,
                let facts = try? FileManager.default.attributesOfItem(atPath: "\(folder)/\(name)"),
                facts[.type] as? FileAttributeType == .typeRegular, let changed = facts[.modificationDate] as? Date
            else { continue }
            let mark = "\(facts[.size] ?? 0) \(Int(changed.timeIntervalSince1970 * 1000))"
            if known[name] == mark {
                kept[name] = mark
            } else if changed <= settled {
                files.append(File(name: name, mark: mark))
            }
        }
        return (files, kept)
    }
}
