internal import Fetching
internal import Foundation
internal import Gathering
internal import Messages
internal import Pipeline
internal import Transport
internal import ZeroMQ

/// Looks at folders and feeds, pushes what is new, and notes it once there are receipts.
final class Watcher {
    /// What one look has come to.
    struct Look {
        var pushed = 0
        var summary = ""
        /// When the source wants to be looked at again.
        var seconds: Int?
        /// It is gone for good.
        var isOver = false
    }

    /// Where articles are submitted.
    struct Ingestion {
        let endpoint: String
        let protection: Protection
    }

    private let ingestion: Ingestion
    private let path: String
    private let sources: ArticleSources
    private let client: WebClient
    private var state: WatchState

    init(_ ingestion: Ingestion, state path: String, sources: ArticleSources, _ client: WebClient) throws {
        self.ingestion = ingestion
        self.path = path
        self.sources = sources
        self.client = client
        state = try WatchState(path: path)
    }

    func feed(_ url: String) async throws -> Look {
        let known = state.feeds[url]
        let answer = try await client.get(url, FeedVisit.fields(known))
        let outcome = try FeedVisit.outcome(
            status: answer.status,
            fields: answer.fields,
            body: answer.body,
            url: url,
            state: known,
            now: .now
        )
        switch outcome {
        case .unchanged(let seconds): return Look(seconds: seconds)
        case .gone: return Look(pushed: 0, summary: "gone", isOver: true)
        case .refused(let reason, let seconds):
            guard let seconds else { throw Failure(.unavailable, "\(url): \(reason)") }
            return Look(seconds: seconds)
        case .entries(let entries, let next, let seconds):
            let summary = try push(entries.map { (json: $0.submission.json, place: "\(url), \($0.key)") })
            state.feeds[url] = next
            try state.save(path: path)
            return Look(pushed: entries.count, summary: summary, seconds: seconds)
        }
    }

    func folder(_ folder: String, settled: Date) async throws -> Look {
        let scan = try FolderScan.fresh(in: folder, known: state.folders[folder] ?? [:], settled: settled)
        var look = Look()
        var kept = scan.known
        for file in scan.files {
            var items: [(json: [UInt8], place: String)] = []
            try await sources.file("\(folder)/\(file.name)") { unreadable in
                FileHandle.standardError.write(Data("\(unreadable)\n".utf8))
            } _: { item in
                items.append((item.json, item.place))
            }
            look.summary = try push(items)
            look.pushed += items.count
            kept[file.name] = file.mark
            state.folders[folder] = kept
            try state.save(path: path)
        }
        if state.folders[folder] != kept {
            state.folders[folder] = kept
            try state.save(path: path)
        }
        return look
    }

    /// Pushes and waits for all receipts; what is rejected is told, and is done with too.
    private func push(_ articles: [(json: [UInt8], place: String)]) throws -> String {
        guard !articles.isEmpty else { return "" }
        let session = try PushSession(
            ingestion.endpoint,
            ingestion.protection,
            window: 512,
            timeout: 30,
            isQuiet: true
        )
        for article in articles { try session.push(ArticleSource.Item(json: article.json, place: article.place)) }
        try session.finish()
        return session.summary
    }
}
