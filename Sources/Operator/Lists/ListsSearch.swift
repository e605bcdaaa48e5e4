internal import ArgumentParser
internal import Messages
internal import Pipeline
internal import Screening

/// `interdict lists search`: the entries whose names are most like a name.
struct ListsSearch: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search",
        abstract: "Find a name in the lists, in any spelling and script."
    )

    @OptionGroup var options: ListsOptions

    @Argument(help: "The name.")
    var name: String

    @Option(help: "What bears it: person, organization, vessel or aircraft; without it, all.")
    var kind: String?

    @Option(
        help: "A list, its files parted by commas; may be given several times. Without it, the lists that are kept."
    )
    var list: [String] = []

    @Option(help: "Print so many entries at most.")
    var limit = 10

    @Option(help: "Leave out what is below this score, from 0 to 1; 0.7 and more is worth a look.")
    var least = 0.5

    @Flag(help: "Say how the parts of the names met, and what raised or lowered the score.")
    var explain = false

    @Flag(help: "Print one JSON object an entry.")
    var json = false

    func validate() throws {
        if name.allSatisfy(\.isWhitespace) { throw ValidationError("give a name to look for") }
        if !(0...1).contains(least) { throw ValidationError("--least must be from 0 to 1, not \(least)") }
    }

    func run() throws {
        if let kind, ListEntry.Kind(rawValue: kind) == nil {
            let known = ListEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw Failure(.usage, "\(kind) is no kind: it must be one of \(known)")
        }
        try options.run {
            let names = try options.names()
            let index = try options.index(list, names)
            let kind = kind.flatMap(ListEntry.Kind.init)
            let hits = index.search(name, kind: kind, least: Float(least), limit: limit)
            for hit in hits { json ? print(String(decoding: hit.json, as: UTF8.self)) : show(hit) }
            if hits.isEmpty, !json { print(nothing(index, kind)) }
        }
    }

    /// A single word is a part of many names, and weighs little by itself.
    private func nothing(_ index: ListIndex, _ kind: ListEntry.Kind?) -> String {
        let nearest = index.search(name, kind: kind, least: 0.2, limit: 3).map { hit in
            "\(hit.entry.primaryName) (\((Double(hit.score) * 1000).rounded() / 1000))"
        }
        let hint = nearest.isEmpty ? "" : "; the nearest are \(nearest.joined(separator: ", ")): --least 0.2 shows them"
        let isWord = name.split(separator: " ").count == 1
        return "no entry is like \(name)\(hint)" + (isWord ? ". One word alone says little: add a given name" : "")
    }

    private func show(_ hit: ListIndex.Hit) {
        let score = (Double(hit.score) * 1000).rounded() / 1000
        print(
            "\(score)  \(hit.entry.primaryName)  \(hit.list.list) \(hit.entry.id)  \(hit.entry.programmes.joined(separator: ", "))"
        )
        guard explain else { return }
        if hit.name.text != hit.entry.primaryName {
            print("       by its \(hit.name.quality.rawValue) name \(hit.name.text)")
        }
        for reason in hit.reasons {
            let parts = [reason.ours, reason.theirs].map { $0 ?? "–" }.joined(separator: " / ")
            print("       \(reason.part): \(reason.part == "feature" ? "" : parts + " ")\(reason.verdict)")
        }
        let facts: [String?] = [
            hit.entry.titles.first, hit.entry.birthDates.first, hit.entry.countries.joined(separator: " "),
        ]
        print("       \(facts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "; "))")
    }
}
