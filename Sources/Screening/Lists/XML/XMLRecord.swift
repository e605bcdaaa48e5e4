/// One record of an XML list: an element with all that is in it.
struct XMLRecord {
    var name: String
    var attributes: [String: String]
    var text = ""
    var children: [XMLRecord] = []
    /// Where it begins, from 1.
    var line: Int

    /// The children of this name.
    func all(_ name: String) -> [XMLRecord] { children.filter { $0.name == name } }

    func first(_ name: String) -> XMLRecord? { children.first { $0.name == name } }

    /// The trimmed text of the first child of this name; nil where it is empty or absent.
    func value(_ name: String) -> String? { first(name)?.content }

    /// Its own text without blanks around it; nil where there is none.
    var content: String? {
        let text = text.trimmed
        return text.isEmpty ? nil : text
    }

    func attribute(_ name: String) -> String? {
        guard let text = attributes[name]?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// All elements of this name at any depth.
    func deep(_ name: String) -> [XMLRecord] {
        children.flatMap { ($0.name == name ? [$0] : []) + $0.deep(name) }
    }
}

/// Hands out the records of an XML list one after the other; only one is in memory at a time.
struct XMLRecords {
    private var scanner: XMLScanner
    private let names: Set<String>
    /// Where the document broke off, if it did.
    private(set) var failure: XMLScanner.Failure?
    /// What was no XML and was taken as well as could be.
    var oddities: [XMLScanner.Failure] { scanner.oddities }
    /// The attributes of the outermost element.
    private(set) var root: [String: String] = [:]
    private var isRootKnown = false

    /// - Parameters:
    ///   - bytes: The document.
    ///   - names: The elements that are records.
    init(_ bytes: [UInt8], _ names: Set<String>) {
        scanner = XMLScanner(bytes)
        self.names = names
    }

    /// The next record; nil at the end or where the document breaks off.
    mutating func next() -> XMLRecord? {
        do throws(XMLScanner.Failure) {
            while let event = try scanner.next() {
                guard case .start(let name, let attributes) = event else { continue }
                if !isRootKnown {
                    root = attributes
                    isRootKnown = true
                }
                if names.contains(name) { return try record(name, attributes) }
            }
        } catch {
            failure = error
        }
        return nil
    }

    private mutating func record(_ name: String, _ attributes: [String: String]) throws(XMLScanner.Failure) -> XMLRecord
    {
        var stack = [XMLRecord(name: name, attributes: attributes, line: scanner.line)]
        while let event = try scanner.next() {
            switch event {
            case .start(let name, let attributes):
                stack.append(XMLRecord(name: name, attributes: attributes, line: scanner.line))
            case .text(let text): stack[stack.count - 1].text += text
            case .end:
                let done = stack.removeLast()
                if stack.isEmpty { return done }
                stack[stack.count - 1].children.append(done)
            }
        }
        throw XMLScanner.Failure(line: scanner.line, reason: "the file ends inside the element \(name)")
    }
}

extension LoadedList {
    /// Adds what a record yields; a record without an id or a name becomes a problem.
    mutating func add(_ entry: ListEntry?, from file: ListFile, line: Int) {
        guard var entry, !entry.id.isEmpty else {
            problems.append(ListProblem(file: file.name, line: line, reason: "the record has no id"))
            return
        }
        var names: [ListName] = []
        for name in entry.names where !name.text.isEmpty && !names.contains(where: { $0.text == name.text }) {
            names.append(name)
        }
        guard !names.isEmpty else {
            problems.append(ListProblem(file: file.name, line: line, reason: "entry \(entry.id) has no name"))
            return
        }
        entry.names = names
        list.entries.append(entry)
    }

    /// Notes where a document broke off, if it did, and what was no XML in it.
    mutating func note(_ records: XMLRecords, in file: ListFile) {
        problems += records.oddities.map { ListProblem(file: file.name, line: $0.line, reason: $0.reason) }
        guard let failure = records.failure, breakOff == nil else { return }
        breakOff = ListProblem(file: file.name, line: failure.line, reason: failure.reason)
    }

    /// Notes a table that ends inside a quoted field.
    mutating func note(_ table: CSVTable, in file: ListFile) {
        guard let line = table.openQuote, breakOff == nil else { return }
        breakOff = ListProblem(file: file.name, line: line, reason: "the file ends inside a quoted field")
    }
}

extension ListEntry {
    /// Adds a country once.
    mutating func add(country: String?) {
        guard let country, !countries.contains(country) else { return }
        countries.append(country)
    }

    /// Adds a name, if there is one.
    mutating func add(name: String?, _ quality: ListName.Quality) {
        guard let name = name?.trimmed, !name.isEmpty else { return }
        names.append(ListName(name, quality))
    }
}
