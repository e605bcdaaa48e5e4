internal import Messages

/// What a journal knows of its articles, without their bytes.
struct JournalState {
    /// A digest on the disk.
    struct DigestNote {
        let ordinal: UInt64
        let segment: UInt64
        let counts: JournalCounts
        /// Keys of articles in other segments whose ends only this digest knows.
        let foreignKeys: [UInt64]
    }

    private(set) var counts: JournalCounts
    /// In the order of their numbers; the last one is written to.
    private(set) var segments: [Segment]
    var digests: [DigestNote]
    var totals: JournalTotals

    init(counts: JournalCounts, segments: [Segment], digests: [DigestNote], totals: JournalTotals) {
        self.counts = counts
        self.segments = segments
        self.digests = digests
        self.totals = totals
    }

    private var last: Int { segments.count - 1 }
    var activeNumber: UInt64 { segments[last].number }
    var activeBytes: Int { segments[last].bytes }
    var nextKey: UInt64 { segments[last].nextKey }
    var nextSegment: UInt64 { activeNumber + 1 }
    var nextOrdinal: UInt64 { (digests.last?.ordinal ?? totals.retiredThrough) + 1 }
    var bytes: Int { segments.reduce(0) { $0 + $1.bytes } }

    func index(of key: UInt64) -> Int? {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].nextKey <= key { low = middle + 1 } else { high = middle }
        }
        return low < segments.count && segments[low].contains(key) ? low : nil
    }

    func segment(of key: UInt64) -> Segment? { index(of: key).map { segments[$0] } }

    func isOpen(_ key: UInt64, _ id: ArticleID) -> Bool {
        guard let index = index(of: key) else { return false }
        let entry = segments[index][key]
        return entry.state == .open && entry.id == ShortHash.of(id)
    }

    func isOpen(_ key: UInt64) -> Bool {
        guard let index = index(of: key) else { return false }
        return segments[index][key].state == .open
    }

    mutating func accept(_ entry: Segment.Entry) {
        segments[last].add(entry)
        counts.add(entry.state)
    }

    mutating func grow(by bytes: Int) { segments[last].bytes += bytes }

    mutating func settle(_ key: UInt64, _ outcome: JournalOutcome) {
        guard let index = index(of: key), segments[index].settle(key, outcome, in: activeNumber) else { return }
        counts.move(to: Segment.State(outcome))
    }

    mutating func beginSegment() {
        segments.append(Segment(number: nextSegment, firstKey: nextKey, bytes: SegmentFile.headLength))
    }

    mutating func removeSegment(_ number: UInt64) { segments.removeAll { $0.number == number } }
}
