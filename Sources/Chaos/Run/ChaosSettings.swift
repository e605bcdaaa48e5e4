/// What a run of chaos is to do.
package struct ChaosSettings: Sendable {
    package var articles = 20_000
    /// Bytes of each article's text, about.
    package var size = 600
    package var faults: Set<FaultKind> = Set(FaultKind.allCases)
    package var seed: UInt64 = 1
    /// How many faults; nil for a number that goes with the articles.
    package var events: Int?
    /// No fault begins after this time.
    package var duration: Duration?
    /// Without any progress for so long, the run is over.
    package var patience = Duration.seconds(60)
    package var hasRealStages = false
    /// Instead of faults: no store for so long, under full input, with a look at every process's memory.
    package var holdStore: Duration?
    /// Keep the folder.
    package var keepsFolder = false

    package init() {}

    /// The kinds that need something done at some time.
    var timed: [FaultKind] { faults.filter { !$0.isInArticles }.sorted() }

    var eventCount: Int {
        timed.isEmpty ? 0 : events ?? min(400, max(2 * timed.count, articles / 1000))
    }

    var marks: [ChaosLoad.Mark] {
        guard !hasRealStages else { return faults.contains(.duplicates) ? [.twin] : [] }
        var marks: [ChaosLoad.Mark] = [.drop]
        if faults.contains(.slow) { marks.append(.slow) }
        if faults.contains(.hang) { marks.append(.hang) }
        if faults.contains(.poison) { marks.append(.poison) }
        if faults.contains(.duplicates) { marks.append(.twin) }
        return marks
    }
}
