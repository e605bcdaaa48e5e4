/// What may be done to a pipeline.
package enum FaultKind: String, Sendable, CaseIterable, Comparable {
    /// SIGKILL of a process: ingest, a queue, extract, classify, store or feed.
    case kill
    /// SIGSTOP of such a process, and SIGCONT some time later.
    case freeze
    /// SIGKILL or SIGSTOP of the supervisor; after a kill another one takes over.
    case supervisor
    /// A group's processes are replaced gracefully, one after the other, or a stage is scaled up and down again.
    case replace
    /// No store worker for some time.
    case storeDown = "store-down"
    /// Articles that a worker needs long for.
    case slow
    /// Articles on which a worker hangs at the first attempt.
    case hang
    /// Articles on which every worker crashes.
    case poison
    /// A subscriber is frozen, killed and continued from where it was, or comes late.
    case subscriber
    /// Articles are pushed again, under another id, or with another text under the same id.
    case duplicates
    /// Every socket gets what it doesn't understand, or what is too large.
    case malformed
    /// Ingestion is killed, and the journal then ends in half a record.
    case tornTail = "torn-tail"
    /// The disk of the journal is full for some time.
    case disk

    package static func < (left: FaultKind, right: FaultKind) -> Bool {
        guard let left = allCases.firstIndex(of: left), let right = allCases.firstIndex(of: right) else { return false }
        return left < right
    }

    /// Whether it lies in the articles alone, so that nothing has to be done at any time.
    package var isInArticles: Bool { [.slow, .hang, .poison].contains(self) }

    /// Whether it needs the worker that misbehaves on marked articles, for which there is no room among real stages.
    package var needsMarkedArticles: Bool { isInArticles }
}

extension FaultKind {
    /// The kinds that a list such as `kill,freeze` or `all` names.
    ///
    /// - Parameter list: Names parted by commas.
    /// - Returns: The kinds, or the first name that is none.
    package static func parse(_ list: String) -> (kinds: Set<FaultKind>, unknown: String?) {
        if list == "all" { return (Set(allCases), nil) }
        if list == "none" { return ([], nil) }
        var kinds: Set<FaultKind> = []
        for name in list.split(separator: ",") {
            guard let kind = FaultKind(rawValue: String(name)) else { return (kinds, String(name)) }
            kinds.insert(kind)
        }
        return (kinds, nil)
    }
}
