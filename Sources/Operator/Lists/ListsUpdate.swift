internal import ArgumentParser
internal import Foundation
internal import ListUpdates
internal import Messages
internal import Pipeline
internal import Screening
internal import Transport

/// `interdict lists update`: renews the kept lists from where they are published.
struct ListsUpdate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "update",
        abstract: "Fetch lists from where they are published, and put them in place of the kept ones.",
        discussion: """
            Asks only for what has changed since the last time. A list that can't be had, can't be read, has the wrong \
            checksum or has shrunk too far stays as it is; the others are renewed all the same, and the command exits \
            with 69. Running workers that use a list's folder current/ load the new state by themselves.
            The addresses stand in lists/sources.json of the shipped data; --sources names a file of one's own.
            """
    )

    @OptionGroup var options: ListsOptions

    @Argument(help: "The ids of the lists; without one, every default list of the sources.")
    var lists: [String] = []

    @Option(help: "A file with sources in place of the shipped one.", completion: .file())
    var sources: String?

    @Option(help: "Refuse a list that loses more than this share of its entries.")
    var maxShrink = 0.2

    @Option(help: "Give up on a server that is silent for so many seconds.")
    var timeout = 60.0

    @Option(help: "Give up on a file that takes more than so many seconds.")
    var totalTimeout = 900.0

    @Option(help: "Give up on a file larger than so many MiB.")
    var maxSize = 512

    @Option(help: "Try a file so many times when the server or the way to it fails.")
    var attempts = 3

    @Flag(help: "Fetch also what the server would call unchanged.")
    var always = false

    @Flag(help: "Print one JSON object a list.")
    var json = false

    func validate() throws {
        guard 0...1 ~= maxShrink else { throw ValidationError("--max-shrink \(maxShrink) is no share: give 0 to 1") }
        guard timeout > 0, totalTimeout > 0, maxSize > 0, attempts > 0 else {
            throw ValidationError("--timeout, --total-timeout, --max-size and --attempts must be above 0")
        }
    }

    func run() async throws {
        do throws(ListError) {
            try await renew(try wanted(), NameData(folder: Self.data("names")))
        } catch {
            let codes: [ListError.Code: Failure.Code] = [.unreadable: .unavailable, .unknownFormat: .usage]
            throw Failure(codes[error.code] ?? .configuration, "\(error)")
        }
    }

    private static func data(_ name: String) throws(ListError) -> String {
        do {
            return try DataFolder.locate(environment: ProcessInfo.processInfo.environment).path(of: name)
        } catch {
            throw ListError(.unreadable, name, "\(error)")
        }
    }

    private func wanted() throws(ListError) -> [ListSource] {
        var path = sources ?? ""
        if sources == nil { path = try Self.data("lists/sources.json") }
        return try ListSources(ListFile(path: path)).named(lists)
    }

    private func renew(_ wanted: [ListSource], _ names: NameData) async throws(ListError) {
        let fetcher = Fetcher(limits: limits)
        let updater = ListUpdater(
            store: options.store(names),
            library: ListLibrary(names: names),
            fetcher: fetcher,
            shrink: maxShrink,
            now: { "\(Timestamp.now)" }
        )
        var failed: [String] = []
        do {
            for source in wanted {
                let outcome = try await updater.update(source, always: always)
                if case .failed = outcome { failed.append(source.list) }
                UpdateReport(source.list, outcome, use: options.use("\(source.list)")).show(asJSON: json)
            }
            try await fetcher.close()
        } catch {
            throw ListError(.unreadable, options.path, "the update was broken off: \(error)")
        }
        guard failed.isEmpty else {
            let reason = "not renewed: \(failed.joined(separator: ", ")); what was kept of them stays in use"
            throw ListError(.unreadable, "\(failed.count) of \(wanted.count) lists", reason)
        }
    }

    private var limits: Fetcher.Limits {
        var limits = Fetcher.Limits()
        limits.silence = .seconds(timeout)
        limits.connect = .seconds(min(timeout, 15))
        limits.total = .seconds(totalTimeout)
        limits.bytes = maxSize << 20
        limits.attempts = attempts
        return limits
    }
}

/// What came of one list, for people or for programs.
private struct UpdateReport {
    private let list: String
    private let outcome: ListUpdater.Outcome
    /// How a pipeline uses the list.
    private let use: String

    init(_ list: String, _ outcome: ListUpdater.Outcome, use: String) {
        self.list = list
        self.outcome = outcome
        self.use = use
    }

    func show(asJSON: Bool) {
        if asJSON { return print(String(decoding: json, as: UTF8.self)) }
        switch outcome {
        case .updated(let state, let problems):
            for problem in problems { FileHandle.standardError.write(Data("\(problem)\n".utf8)) }
            print("\(list): \(state.entries) entries as of \(state.snapshot), \(problems.count) rows skipped or mended")
            print("    " + (state.previous != nil ? "what changed: interdict lists diff \(list)" : use))
        case .unchanged(let state):
            print("\(list): unchanged since \(state.takenAt), \(state.entries) entries as of \(state.snapshot)")
        case .failed(let reason, let kept):
            let last = kept.map { "the state of \($0.snapshot) with \($0.entries) entries stays" } ?? "nothing is kept"
            FileHandle.standardError.write(Data("\(list): failed: \(reason); \(last)\n".utf8))
        }
    }

    private var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.member("list", list)
        switch outcome {
        case .updated(let state, let problems):
            json.member("outcome", "updated")
            json.member("state", state)
            json.member("problems", problems.map(\.description))
        case .unchanged(let state):
            json.member("outcome", "unchanged")
            json.member("state", state)
        case .failed(let reason, let kept):
            json.member("outcome", "failed")
            json.member("reason", reason)
            if let kept { json.member("state", kept) }
        }
        json.endObject()
        return json.bytes
    }
}
