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
        if let end = loaded.breakOff {
            throw ListError(.malformed, end.file, "is no whole list: line \(end.line): \(end.reason)")
        }
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
        guard let format = files.lazy.compactMap(ListFormat.init).first else {
            let known = ListFormat.allCases.map(\.rawValue).joined(separator: ", ")
            throw ListError(.unknownFormat, first.name, "is in no known format (\(known))")
        }
        guard files.count == 1 || format == .ofacCSV else {
            throw ListError(.unknownFormat, first.name, "\(format.rawValue) is one file, not \(files.count)")
        }
        return try read(first, files, format)
    }

    private func read(_ file: ListFile, _ files: [ListFile], _ format: ListFormat) throws(ListError) -> LoadedList {
        switch format {
        case .ofacCSV:
            var ofac = OFACCSV(countries: countries)
            return try ofac.load(files)
        case .ofacAdvancedXML:
            var ofac = OFACAdvancedXML(countries: countries)
            return ofac.load(file)
        case .ofacXML: return OFACXML(countries: countries).load(file)
        case .unXML: return UNXML(countries: countries).load(file)
        case .euXML: return EUXML(countries: countries).load(file)
        case .euCSV: return EUCSV(countries: countries).load(file)
        case .ukXML: return UKXML(countries: countries).load(file)
        case .ukCSV: return UKCSV(countries: countries).load(file)
        case .semaXML: return SEMAXML(countries: countries).load(file)
        case .cslCSV: return CSLList(countries: countries).load(csv: file)
        case .cslJSON: return try CSLList(countries: countries).load(json: file)
        case .openSanctionsCSV: return OpenSanctions(countries: countries).load(csv: file)
        case .followTheMoney: return OpenSanctions(countries: countries).load(lines: file)
        case .ownJSON: return try OwnJSON().load(file)
        case .ownCSV: return OwnCSV(countries: countries).load(file)
        }
    }
}
