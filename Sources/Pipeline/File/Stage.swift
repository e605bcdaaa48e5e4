/// One of the `stages:`: a program that takes from one queue and gives to the next.
package struct Stage: Sendable, Equatable {
    package struct Name: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }
        package var description: String { rawValue }
    }

    package let name: Name
    /// The program and its own arguments; a program without a slash is looked for beside `interdict`, then in `PATH`.
    package let command: [String]
    package let from: Queue.Name
    /// Nil for the last stage.
    package let to: Queue.Name?
    /// How many processes `interdict up` starts; 0 where they run elsewhere.
    package let workers: Int
    /// How many processes there may be under load; more than `workers` where the file gives `{min: …, max: …}`.
    package let most: Int
    /// How many messages one worker may hold.
    package let credit: Int
    /// Sanctions list files for a screening stage, beside those that are shipped; relative to the pipeline file's folder.
    package let lists: [String]
    /// What is added to the environment of the processes, sorted by name.
    package let environment: [(name: String, value: String)]
    package let line: Int

    package static func == (left: Stage, right: Stage) -> Bool {
        left.name == right.name && left.command == right.command && left.from == right.from && left.to == right.to
            && left.workers == right.workers && left.most == right.most && left.credit == right.credit
            && left.lists == right.lists
            && left.environment.elementsEqual(right.environment) { $0 == $1 } && left.line == right.line
    }

    /// The stage's program without its folder, such as `interdict-extract`.
    package var program: String {
        command.first.map { String($0.split(separator: "/").last ?? "") } ?? ""
    }
}

extension Stage {
    /// The most workers of one stage on one machine.
    package static let workerLimit = 256

    init?(_ entry: Entry, name: String) {
        guard Pipeline.Name.check(name, entry), let table = entry.table() else { return nil }
        defer { table.close() }
        let command = table.required("run")
        let words = command?.texts() ?? []
        if let command, words.first?.isEmpty ?? true {
            table.reading.error(
                command.line,
                "\(command.path) must be a program or a list of a program and its arguments"
            )
        }
        let from = table.required("from")?.text()
        let to = table.entry("to")?.text()
        let (workers, most) = Stage.workers(table)
        let credit = table.setting("credit", default: 32, in: 1...10_000)
        let lists = table.entry("lists")?.texts() ?? []
        let environment = table.entry("environment").map { Stage.variables($0) } ?? []
        guard !words.isEmpty, let from else { return nil }
        self.init(
            name: Name(rawValue: name),
            command: words,
            from: Queue.Name(rawValue: from),
            to: to.map(Queue.Name.init(rawValue:)),
            workers: workers,
            most: most,
            credit: credit,
            lists: lists,
            environment: environment,
            line: entry.line
        )
    }

    /// The number of workers, or the range `{min: 1, max: 8}` of them.
    private static func workers(_ table: Table) -> (least: Int, most: Int) {
        guard let entry = table.entry("workers"), entry.isTable, let range = entry.table() else {
            let number = table.setting("workers", default: 1, in: 0...workerLimit)
            return (number, number)
        }
        let least = range.setting("min", default: 1, in: 1...workerLimit)
        let most = range.setting("max", default: least, in: 1...workerLimit)
        range.close()
        if most < least { entry.reading.error(entry.line, "\(entry.path): max (\(most)) is less than min (\(least))") }
        return (least, max(least, most))
    }

    private static func variables(_ entry: Entry) -> [(name: String, value: String)] {
        let entries = entry.table()?.entries ?? []
        return
            entries
            .compactMap { key, entry in entry.text().map { (name: key, value: $0) } }
            .sorted { $0.name < $1.name }
    }
}
