/// Loads a list in whatever known format its files are.
package struct ListLoader: Sendable {
    private let countries: Countries

    package init(countries: Countries) {
        self.countries = countries
    }

    /// Loads one list from its files; a format of several files takes them together.
    ///
    /// - Throws: `ListError` where the format is unknown, the file is broken, or no entry is left.
    package func load(_ files: [ListFile]) throws(ListError) -> LoadedList {
        let loaded = try read(files)
        guard !loaded.list.entries.isEmpty else {
            let first = loaded.problems.first.map { "; the first problem: \($0)" } ?? ""
            throw ListError(.empty, files.first?.name ?? "", "holds no entry that can be read\(first)")
        }
        return loaded
    }

    /// Loads the files at these paths.
    package func load(paths: [String]) throws(ListError) -> LoadedList {
        var files: [ListFile] = []
        for path in paths { files.append(try ListFile(path: path)) }
        return try load(files)
    }

    private func read(_ files: [ListFile]) throws(ListError) -> LoadedList {
        guard let first = files.first else { throw ListError(.unreadable, "", "no file was given") }
        if first.bytes.prefix(2000).contains(where: { $0 == 0x7B }), first.name.hasSuffix(".json") {
            return try OwnJSON().load(first)
        }
        var ofac = OFACCSV(countries: countries)
        return try ofac.load(files)
    }
}
