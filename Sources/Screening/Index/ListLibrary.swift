import FoundationEssentials
import Glibc

/// Turns the files of lists into an index, out of the compiled one where that is up to date.
package struct ListLibrary: Sendable {
    private let names: NameData
    private let loader: ListLoader
    private let compiled: CompiledIndex

    package init(names: NameData) {
        self.names = names
        loader = ListLoader(countries: names.countries)
        compiled = CompiledIndex(fingerprint: names.fingerprint)
    }

    /// The list in these files, indexed; a folder stands for the files in it.
    ///
    /// - Throws: `ListError` where the files can't be loaded.
    package func shard(_ paths: [String]) throws(ListError) -> ListShard {
        let files = try Self.unfolded(paths)
        if let path = CompiledIndex.path(for: files), FileManager.default.fileExists(atPath: path),
            let shard = compiled.shard(try ListFile(path: path).bytes, files: try sizes(files))
        {
            return shard
        }
        return ListShard(try loader.load(paths: files).list, parser: names.parser)
    }

    /// The paths with each folder replaced by the paths of its files, sorted.
    package static func unfolded(_ paths: [String]) throws(ListError) -> [String] {
        var files: [String] = []
        for path in paths {
            var status = stat()
            guard unsafe stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
                files.append(path)
                continue
            }
            do {
                let names = try FileManager.default.contentsOfDirectory(atPath: path)
                files += names.filter { $0 != CompiledIndex.fileName }.sorted().map { path + "/" + $0 }
            } catch {
                throw ListError(.unreadable, path, "can't be read: \(error)")
            }
        }
        return files
    }

    /// A screener for several lists, each with the paths of its files.
    package func screener(_ lists: [[String]]) throws(ListError) -> Screener {
        var shards: [ListShard] = []
        for files in lists { shards.append(try shard(files)) }
        return Screener(index: ListIndex(shards: shards, parser: names.parser))
    }

    /// Writes the compiled index of a list beside its files.
    ///
    /// - Parameters:
    ///   - list: The list that was read from the files, with the id and the day under which it is kept.
    ///   - files: The list's files.
    /// - Throws: `ListError` where the index can't be written.
    package func compile(_ list: SanctionsList, files: [String]) throws(ListError) {
        guard let path = CompiledIndex.path(for: files) else { return }
        let bytes = compiled.bytes(ListShard(list, parser: names.parser), files: try sizes(files))
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ListError(.unreadable, path, "can't be written: \(error)")
        }
    }

    /// Reads the list in these files and writes its compiled index beside them.
    package func compile(_ files: [String]) throws(ListError) {
        try compile(loader.load(paths: files).list, files: files)
    }

    private func sizes(_ files: [String]) throws(ListError) -> [(name: String, size: Int)] {
        var sizes: [(name: String, size: Int)] = []
        for path in files {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else {
                throw ListError(.unreadable, path, "can't be read: error \(errno)")
            }
            sizes.append((path.split(separator: "/").last.map(String.init) ?? path, Int(status.st_size)))
        }
        return sizes
    }
}
