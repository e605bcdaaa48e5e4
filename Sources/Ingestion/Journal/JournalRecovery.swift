internal import Messages

/// Builds a journal's knowledge from its files at opening, and repairs what a crash has left half done.
struct JournalRecovery {
    private let folder: JournalFolder
    private let segmentBytes: Int
    private(set) var damage: [String] = []
    private(set) var cutOff: [String] = []
    /// Sentences on ranges without records, until it is known whether articles are missing there.
    private var holes: [String] = []
    private var totals = JournalTotals()
    private var digests: [SegmentDigest] = []
    private var segments: [Segment] = []

    init(folder: JournalFolder, segmentBytes: Int) {
        self.folder = folder
        self.segmentBytes = segmentBytes
    }

    /// Reads the folder.
    ///
    /// - Returns: The journal's state and the file of its last segment.
    /// - Throws: ``JournalError`` where a file can't be read or written; damaged content is reported in `damage` instead.
    mutating func run() throws(JournalError) -> (JournalState, any JournalFile) {
        let names = try list()
        for name in names where name.hasSuffix(".tmp") { try folder.remove(name) }
        if names.contains(JournalTotals.name) { try readTotals() }
        for ordinal in names.compactMap(SegmentDigest.ordinal(of:)).sorted() { try readDigest(ordinal) }
        let digested = Set(digests.map(\.segment))
        let numbers = names.compactMap(SegmentFile.number(of:)).sorted()
        for number in numbers {
            if digested.contains(number) {
                try folder.remove(SegmentFile.name(number))
            } else {
                try readSegment(number, isLast: number == numbers.last)
            }
        }
        fillGaps()
        settleForeign()
        return try begin()
    }

    private func list() throws(JournalError) -> [String] {
        do {
            return try folder.files.names(in: folder.path)
        } catch {
            throw JournalError(error)
        }
    }

    private mutating func readTotals() throws(JournalError) {
        if let read = JournalTotals(bytes: try folder.content(JournalTotals.name)) {
            totals = read
        } else {
            try folder.setAside(JournalTotals.name)
            damage.append("the totals are damaged: the counts of articles that ended long ago begin anew")
        }
    }

    private mutating func readDigest(_ ordinal: UInt64) throws(JournalError) {
        let name = SegmentDigest.name(ordinal)
        guard ordinal > totals.retiredThrough else { return try folder.remove(name) }
        if let digest = try folder.digest(ordinal), digest.ordinal == ordinal {
            digests.append(digest)
        } else {
            try folder.setAside(name)
            damage.append("\(name) is damaged: its articles, which have all ended, are no longer counted")
        }
    }

    // MARK: Segments

    private mutating func readSegment(_ number: UInt64, isLast: Bool) throws(JournalError) {
        let name = SegmentFile.name(number)
        let bytes = try folder.content(name)
        let head = SegmentFile.firstKey(bytes, number: number)
        if head == nil, isLast, bytes.count <= SegmentFile.headLength { return try folder.remove(name) }
        if head == nil { damage.append("the head of \(name) is damaged; its records are read without it") }
        segments.append(Segment(number: number, firstKey: head ?? Self.firstKey(bytes) ?? nextKey, bytes: bytes.count))
        var tornAt: Int?
        SegmentFile.scan(bytes) { piece in
            switch piece {
            case .record(let record, let range): apply(record, range)
            case .damaged(let range):
                holes.append("\(name), bytes \(range.lowerBound) to \(range.upperBound): no records")
            case .torn(let range): tornAt = range.lowerBound
            }
        }
        explainHoles(areDamage: !isLast)
        if let tornAt { try cut(name, at: tornAt, isLast: isLast) }
    }

    private static func firstKey(_ bytes: [UInt8]) -> UInt64? {
        var key: UInt64?
        SegmentFile.scan(bytes) { piece in
            if case .record(.accepted(let article), _) = piece, key == nil { key = article.key }
        }
        return key
    }

    private mutating func cut(_ name: String, at offset: Int, isLast: Bool) throws(JournalError) {
        guard isLast else {
            damage.append("\(name), from byte \(offset) to its end: no records")
            return
        }
        cutOff.append("\(name), from byte \(offset) to its end: no records, truncated")
        do {
            let file = try folder.files.open("\(folder.path)/\(name)")
            try file.truncate(to: offset)
            try file.sync()
        } catch {
            throw JournalError(error)
        }
        segments[segments.count - 1].bytes = offset
    }

    private mutating func apply(_ record: JournalRecord, _ range: Range<Int>) {
        let last = segments.count - 1
        switch record {
        case .accepted(let article):
            guard article.key >= segments[last].nextKey else {
                damage.append("the key \(article.key) stands twice in \(SegmentFile.name(segments[last].number))")
                return
            }
            let damaged = segments[last].addMissing(before: article.key, batchKey: article.batchKey)
            explainHoles(areDamage: damaged > 0)
            segments[last].add(
                Segment.Entry(
                    id: ShortHash.of(article.id),
                    content: article.contentHash.short,
                    offset: UInt32(range.lowerBound),
                    length: UInt32(range.count)
                )
            )
        case .settled(let settlement):
            settle(settlement.key, settlement.outcome, ShortHash.of(settlement.id), in: segments[last].number)
        }
    }

    private mutating func explainHoles(areDamage: Bool) {
        if areDamage { damage += holes } else { cutOff += holes }
        holes = []
    }

    private mutating func settle(_ key: UInt64, _ outcome: JournalOutcome, _ id: UInt64?, in segment: UInt64) {
        guard let index = segments.lastIndex(where: { $0.contains(key) }) else { return }
        if let id, segments[index][key].id != id { return }
        _ = segments[index].settle(key, outcome, in: segment)
    }

    /// Finds articles missing at the end of a segment by the first key of the next one.
    private mutating func fillGaps() {
        var firstKeys: [UInt64: UInt64] = [:]
        for digest in digests { firstKeys[digest.segment] = digest.firstKey }
        for segment in segments { firstKeys[segment.number] = segment.firstKey }
        for index in segments.indices {
            guard let next = firstKeys[segments[index].number + 1] else { continue }
            let damaged = segments[index].addMissing(before: next, batchKey: next)
            if damaged > 0 {
                damage.append("\(SegmentFile.name(segments[index].number)): \(damaged) articles are missing")
            }
        }
    }

    private mutating func settleForeign() {
        for digest in digests {
            for settlement in digest.foreign { settle(settlement.key, settlement.outcome, nil, in: .max) }
        }
    }

    // MARK: Going on

    private var nextKey: UInt64 {
        let digested = digests.map { $0.firstKey + UInt64($0.entries.count) }.max() ?? 1
        return max(totals.nextKey, digested, segments.last?.nextKey ?? 1)
    }

    private mutating func begin() throws(JournalError) -> (JournalState, any JournalFile) {
        let next = max(totals.nextSegment, (digests.map(\.segment).max() ?? 0) + 1, (segments.last?.number ?? 0) + 1)
        let file: any JournalFile
        if let last = segments.last, last.number == next - 1, last.bytes < segmentBytes, last.nextKey == nextKey {
            file = try open(last.number)
        } else {
            file = try folder.makeSegment(number: next, firstKey: nextKey)
            segments.append(Segment(number: next, firstKey: nextKey, bytes: SegmentFile.headLength))
        }
        return (JournalState(counts: counts, segments: segments, digests: digests.map(\.note), totals: totals), file)
    }

    private func open(_ number: UInt64) throws(JournalError) -> any JournalFile {
        do {
            return try folder.files.open(folder.segmentPath(number))
        } catch {
            throw JournalError(error)
        }
    }

    private var counts: JournalCounts {
        var counts = totals.counts
        for digest in digests { counts.add(digest.counts) }
        for segment in segments {
            for entry in segment.entries { counts.add(entry.state) }
        }
        return counts
    }
}
