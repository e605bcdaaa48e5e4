/// Clears away segments whose articles have all ended, and digests that are older than what is remembered.
struct JournalCompaction {
    let folder: JournalFolder
    /// How many ended articles are remembered.
    let remembered: Int

    /// Does what is due.
    ///
    /// The digest is on the disk before its segment goes, and the totals before their digests go; so a crash between any
    /// two steps loses nothing and counts nothing twice.
    ///
    /// - Returns: The numbers of the segments that are gone.
    func run(_ state: inout JournalState) throws(JournalError) -> [UInt64] {
        let finished = state.segments.dropLast().filter { $0.openCount == 0 }
        guard !finished.isEmpty else { return [] }
        for segment in finished {
            try digest(segment, &state)
            state.removeSegment(segment.number)
            try folder.remove(SegmentFile.name(segment.number))
        }
        try retire(&state)
        return finished.map(\.number)
    }

    private func digest(_ segment: Segment, _ state: inout JournalState) throws(JournalError) {
        let foreign = state.segments.prefix { $0.number < segment.number }.flatMap { $0.settled(in: segment.number) }
        let digest = SegmentDigest(
            ordinal: state.nextOrdinal,
            segment: segment.number,
            firstKey: segment.firstKey,
            entries: segment.entries.map { .init(id: $0.id, content: $0.content, state: $0.state) },
            foreign: foreign
        )
        try folder.replace(SegmentDigest.name(digest.ordinal), with: digest.bytes)
        state.digests.append(digest.note)
    }

    private func retire(_ state: inout JournalState) throws(JournalError) {
        var size = state.digests.reduce(0) { $0 + $1.counts.accepted }
        var totals = state.totals
        var retired: [UInt64] = []
        for digest in state.digests.dropLast() {
            guard size - digest.counts.accepted >= remembered, !isNeeded(digest, state) else { break }
            size -= digest.counts.accepted
            totals.counts.add(digest.counts)
            totals.retiredThrough = digest.ordinal
            retired.append(digest.ordinal)
        }
        guard !retired.isEmpty else { return }
        totals.nextKey = state.nextKey
        totals.nextSegment = state.nextSegment
        try folder.replace(JournalTotals.name, with: totals.bytes)
        state.totals = totals
        state.digests.removeFirst(retired.count)
        for ordinal in retired { try folder.remove(SegmentDigest.name(ordinal)) }
    }

    /// Whether a segment is still there that has its ends in the digest.
    private func isNeeded(_ digest: JournalState.DigestNote, _ state: JournalState) -> Bool {
        digest.foreignKeys.contains { state.index(of: $0) != nil }
    }
}

extension SegmentDigest {
    var counts: JournalCounts {
        var counts = JournalCounts()
        for entry in entries { counts.add(entry.state) }
        return counts
    }

    var note: JournalState.DigestNote {
        JournalState.DigestNote(
            ordinal: ordinal,
            segment: segment,
            counts: counts,
            foreignKeys: foreign.map(\.key)
        )
    }
}

extension JournalCounts {
    mutating func add(_ other: JournalCounts) {
        accepted += other.accepted
        stored += other.stored
        duplicate += other.duplicate
        filtered += other.filtered
        quarantined += other.quarantined
        damaged += other.damaged
    }
}
