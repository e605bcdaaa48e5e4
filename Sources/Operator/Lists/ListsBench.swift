internal import ArgumentParser
internal import Foundation
internal import Messages
internal import Observability
internal import Pipeline
internal import Screening

/// `interdict lists bench`: how fast and how exact screening is with given lists.
struct ListsBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "Measure loading and searching lists, and how exact names are matched.",
        discussion: """
            Loads the list from its files and from its compiled form, searches names in it, screens an article of a \
            thousand words, and prints times and memory. \
            With --names a file of persons who are on no list (a column full_name, or a name a line) is searched for \
            false alarms, with --pairs labelled pairs (columns schema, name1, name2, is_match) and with --scripts names in \
            their own script beside their Latin form (schema, original_script, latin, script) are scored. --audit gives \
            other labels to pairs, by their hashes; figures are then given both ways.
            """
    )

    @OptionGroup var options: ListsOptions

    @Option(help: "The list to search: its files parted by commas, or a folder; without it, the starter list.")
    var list: String?

    @Option(help: "Files of names of persons who are on no list.", completion: .file())
    var names: [String] = []

    @Option(help: "A text of which the screening is timed; without it, the shipped samples.", completion: .file())
    var article: String?

    @Option(help: "Look only at every so many of these names.")
    var every = 1

    @Option(help: "A table of labelled pairs of names.", completion: .file())
    var pairs: String?

    @Option(help: "A table of other labels for pairs, by their hashes, with the reason.", completion: .file())
    var audit: String?

    @Option(help: "A table of names in their own script.", completion: .file())
    var scripts: String?

    func validate() throws {
        guard every > 0 else { throw ValidationError("--every must be above 0") }
    }

    func run() throws {
        try options.run {
            let data = try options.names()
            if !names.isEmpty || pairs == nil && scripts == nil { try speed(data) }
            if let pairs { try showPairs(pairs, data) }
            if let scripts { show(ScriptPairs(try ListFile(path: scripts), parser: data.parser)) }
        }
    }

    private func speed(_ data: NameData) throws {
        let folder = try DataFolder.locate(environment: ProcessInfo.processInfo.environment)
        let named = list ?? folder.path(of: "lists/starter.json")
        let files = try ListLibrary.unfolded(named.split(separator: ",").map(String.init))
        let clock = ContinuousClock()
        var loaded: LoadedList?
        let parsing = try clock.measure { loaded = try ListLoader(countries: data.countries).load(paths: files) }
        guard let loaded else { return }
        var shard: ListShard?
        let indexing = clock.measure { shard = ListShard(loaded.list, parser: data.parser) }
        guard let shard else { return }
        let compiled = CompiledIndex(fingerprint: data.fingerprint)
        let bytes = compiled.bytes(shard, files: [])
        let reading = clock.measure { _ = compiled.shard(bytes, files: []) }
        let count = loaded.list.entries.reduce(0) { $0 + $1.names.count }
        print("\(loaded.list.id): \(loaded.list.entries.count) entries with \(count) names")
        print("from its files: read \(Self.ms(parsing)), indexed \(Self.ms(indexing)); compiled \(Self.ms(reading))")
        let index = ListIndex(shards: [shard], parser: data.parser)
        let before = Self.resident
        try search(NameEvaluation(index), loaded.list)
        print("resident memory: \(before) MiB loaded, \(Self.resident) MiB after the searches")
        print(try ArticleBench(folder, file: article).line(index))
    }

    private func search(_ evaluation: NameEvaluation, _ list: SanctionsList) throws {
        let files = try names.map { try ListFile(path: $0) }
        let own = list.entries.filter { $0.kind == .person }.prefix(1000).map(\.primaryName)
        let strange = files.flatMap { NameEvaluation.names($0).prefix(1000) }
        let times = evaluation.times(own + strange)
        if !times.isEmpty {
            let rank = { (share: Double) in Self.round(times[min(times.count - 1, Int(Double(times.count) * share))]) }
            print("one search (\(times.count) names): median \(rank(0.5)) ms, p99 \(rank(0.99)) ms")
        }
        for file in files {
            let found = evaluation.flagged(file, .person, every: every)
            let share = Self.round(Double(found.names.count) / Double(max(1, found.count)) * 100)
            print("\(file.name): \(found.names.count) of \(found.count) flagged, \(share) %")
        }
    }

    private func showPairs(_ path: String, _ data: NameData) throws {
        let file = try ListFile(path: path)
        var published = try NamePairs(file, parser: data.parser)
        let runs = 10
        let time = ContinuousClock().measure { for _ in 0..<runs { published.score(data.parser) } }
        print("\(Int(Double(published.pairs.count * runs) / time.milliseconds * 1000)) pairs a second, warm")
        var versions = [("labels as published", published)]
        if let audit {
            let labels = try NamePairs.labels(ListFile(path: audit))
            versions.append(("audited labels", published.audited(labels)))
        }
        for (title, pairs) in versions {
            print("\(title): \(pairs.pairs.count) pairs")
            for (name, part) in [("all", pairs), ("persons", pairs.only("Person"))] {
                let figures = [part.best, part.figures(at: NameMatcher.review)].map(Self.text)
                print("  \(name): best \(figures[0]); at the review threshold \(figures[1])")
            }
        }
        guard let last = versions.last?.1 else { return }
        print("share of matches by score (\(versions.last?.0 ?? "")):")
        for (band, count, matches) in last.reliability([0, 0.3, 0.5, 0.7, 0.8, 0.9, 1]) {
            print("  \(band.lowerBound) to \(band.upperBound): \(matches) of \(count)")
        }
    }

    private func show(_ pairs: ScriptPairs) {
        for share in pairs.shares { print("\(share.script): \(share.found) of \(share.count) found") }
        print("of others: \(pairs.shuffled.flagged) of \(pairs.shuffled.count) taken for them")
    }

    private static func text(_ figures: NamePairs.Figures) -> String {
        "P \(round(figures.precision)) R \(round(figures.recall)) F1 \(round(figures.f1)) (from \(figures.threshold))"
    }

    private static func ms(_ duration: Duration) -> String { "\(round(duration.milliseconds)) ms" }

    private static func round(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    private static var resident: Int { (ResidentMemory.bytes() ?? 0) >> 20 }
}
