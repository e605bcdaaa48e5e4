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

    /// The list in these files, indexed.
    ///
    /// - Throws: `ListError` where the files can't be loaded.
    package func shard(_ files: [String]) throws(ListError) -> ListShard {
        if let path = CompiledIndex.path(for: files), let sizes = sizes(files), let file = try? ListFile(path: path),
            let shard = compiled.shard(file.bytes, files: sizes)
        {
            return shard
        }
        return ListShard(try loader.load(paths: files).list, parser: names.parser)
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
    ///   - files: The list's files.
    ///   - id: The id under which the list is kept; nil for its own.
    ///   - snapshot: Its day, where the files give none.
    /// - Throws: `ListError` where the list can't be loaded or the file can't be written.
    package func compile(_ files: [String], id: String? = nil, snapshot: String = "") throws(ListError) {
        var list = try loader.load(paths: files).list
        if let id { list.id = id }
        if list.snapshot.isEmpty { list.snapshot = snapshot }
        guard let path = CompiledIndex.path(for: files), let sizes = sizes(files) else { return }
        let bytes = compiled.bytes(ListShard(list, parser: names.parser), files: sizes)
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
        } catch {
            throw ListError(.unreadable, path, "cannot be written: \(error)")
        }
    }

    private func sizes(_ files: [String]) -> [(name: String, size: Int)]? {
        var sizes: [(name: String, size: Int)] = []
        for path in files {
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return nil }
            sizes.append((path.split(separator: "/").last.map(String.init) ?? path, Int(status.st_size)))
        }
        return sizes
    }
}
