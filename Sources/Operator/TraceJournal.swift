internal import Ingestion
internal import Messages
internal import Pipeline

/// What a journal still knows of an article that no store has: that it is on its way, or how it ended.
struct TraceJournal {
    let journal: String

    /// The lines of a trace; nil where the journal knows nothing of the article.
    func lines(of id: ArticleID) throws(Failure) -> [String]? {
        var lines: [String] = []
        var hasEnded = false
        do throws(JournalError) {
            try JournalInspection(of: journal).forEachEntry { entry in
                switch entry {
                case .accepted(let article, _, _) where article.id == id:
                    lines.append("\(article.acceptedAt) accepted as \(article.key)")
                case .settled(let end, _, _) where end.id == id:
                    hasEnded = true
                    let stage = end.stage.isEmpty ? "" : " by \(end.stage)"
                    let reason = end.reason.isEmpty ? "" : ": \(end.reason)"
                    lines.append("\(end.settledAt) \(end.outcome)\(stage)\(reason)")
                default: break
                }
            }
        } catch {
            throw Failure(.unavailable, "\(id) isn't stored, and the journal \(journal) can't be read: \(error)")
        }
        guard !lines.isEmpty else { return nil }
        return hasEnded ? lines : lines + ["on its way: no stage has ended it yet (see interdict status)"]
    }
}
