package import Messages

/// The record of every article that was accepted and how it ended, on disk before the client hears of it.
///
/// A folder of append-only segment files. Keys are given in order from 1 and never twice. A segment is replaced by a
/// small digest once all of its articles have ended. After a crash at any moment, every article whose `append` returned
/// is there; an `append` that was cut off may leave some of its articles, never a part of one.
///
/// Synchronous, and not to be used from two threads at once. One process at a time has a journal open.
package final class Journal {
    package struct Options: Sendable {
        /// A segment is closed once it has grown to this.
        package var segmentBytes: Int
        /// Nothing more is accepted beyond this size of all segments.
        package var maximumBytes: Int
        /// Nothing more is accepted while less than this part of the disk is free, from 0 to 1.
        package var minimumFreeShare: Double
        /// How many ended articles are remembered for telling duplicates.
        package var remembered: Int

        package init(
            segmentBytes: Int = 32 << 20,
            maximumBytes: Int = 10 << 30,
            minimumFreeShare: Double = 0.05,
            remembered: Int = 1_000_000
        ) {
            self.segmentBytes = min(segmentBytes, 1 << 30)
            self.maximumBytes = maximumBytes
            self.minimumFreeShare = minimumFreeShare
            self.remembered = remembered
        }
    }

    /// An article to be accepted.
    package struct Acceptance: Sendable {
        package let id: ArticleID
        package let contentHash: ContentHash
        package let acceptedAt: Timestamp
        package let frame: [UInt8]

        package init(id: ArticleID, contentHash: ContentHash, acceptedAt: Timestamp, frame: [UInt8]) {
            self.id = id
            self.contentHash = contentHash
            self.acceptedAt = acceptedAt
            self.frame = frame
        }
    }

    let folder: JournalFolder
    private let options: Options
    private let lock: any JournalFile
    private var state: JournalState
    private var active: any JournalFile
    private var reading: (segment: UInt64, file: any JournalFile)?
    private var buffer: [UInt8] = []
    private var failure: JournalError?

    /// What was found wrong on the disk at opening, in sentences; empty in good times.
    package let damage: [String]
    /// What a crash or power cut had left half written at opening, in sentences.
    ///
    /// It had not been acknowledged; only if the disk changed bytes of the very last write, this can't be told from that.
    package let cutOff: [String]
    /// Why a finished segment could not be cleared away; tried again with the next append.
    package private(set) var compactionFailure: String?

    /// Opens the journal of a folder, and makes it where there is none.
    ///
    /// - Parameters:
    ///   - path: The folder.
    ///   - options: Sizes and limits.
    ///   - files: The machine's files, or a test's.
    /// - Throws: ``JournalError`` where the folder is in use or can't be read or written.
    package init(
        at path: String,
        options: Options = Options(),
        files: any JournalFiles = SystemFiles()
    ) throws(JournalError) {
        folder = JournalFolder(path: path, files: files)
        self.options = options
        lock = try folder.takeLock()
        var recovery = JournalRecovery(folder: folder, segmentBytes: options.segmentBytes)
        (state, active) = try recovery.run()
        damage = recovery.damage
        cutOff = recovery.cutOff
    }

    package var counts: JournalCounts { state.counts }

    /// The keys of the articles that have not ended, in the order in which they were accepted.
    package var openKeys: [UInt64] {
        state.segments.flatMap { segment in
            segment.entries.indices.lazy.filter { segment.entries[$0].state == .open }.map {
                segment.firstKey + UInt64($0)
            }
        }
    }

    /// Whether an article was accepted and has not ended.
    package func isOpen(_ key: UInt64) -> Bool { state.isOpen(key) }

    /// Bytes of all segments on the disk.
    package var bytes: Int { state.bytes }

    /// Writes accepted articles and the ends of others in one go, and has accepted ones on the disk when it returns.
    ///
    /// Settlements alone are not synced: one that is lost in a power cut means a replay, which the store recognises. A
    /// settlement of an unknown or ended article is passed over.
    ///
    /// - Parameters:
    ///   - accepted: Articles to accept; all of them or, after an error, none.
    ///   - settled: Ends of accepted articles.
    /// - Returns: The keys of the accepted articles, in their order.
    /// - Throws: ``JournalError``; with `full`, settlements alone may still be taken.
    @discardableResult
    package func append(
        accepted: [Acceptance],
        settled: [JournalSettlement] = []
    ) throws(JournalError) -> Range<UInt64> {
        if let failure { throw failure }
        if !accepted.isEmpty { try checkSpace(for: accepted) }
        try roll()
        let firstKey = state.nextKey
        let settled = settled.filter { state.isOpen($0.key, $0.id) }
        let entries = encode(accepted, settled, firstKey: firstKey)
        try write(syncing: !accepted.isEmpty)
        for entry in entries { state.accept(entry) }
        state.grow(by: buffer.count)
        for settlement in settled { state.settle(settlement.key, settlement.outcome) }
        compact()
        return firstKey..<firstKey + UInt64(accepted.count)
    }

    /// The article of a key, as it was accepted.
    ///
    /// - Parameter key: A key of ``openKeys``, or any whose segment is still there.
    /// - Returns: The article.
    /// - Throws: ``JournalError`` where it is gone, damaged or can't be read.
    package func read(_ key: UInt64) throws(JournalError) -> JournalledArticle {
        guard let segment = state.segment(of: key) else {
            throw JournalError(.unknownKey, "the journal holds no article with the key \(key)")
        }
        let entry = segment[key]
        let file = try file(of: segment.number)
        let bytes = try io { () throws(FileError) in
            try file.read(at: Int(entry.offset), count: Int(entry.length))
        }
        guard case .accepted(let article)? = JournalRecord.read(bytes, at: 0)?.record, article.key == key else {
            throw JournalError(.damaged, "article \(key) in \(SegmentFile.name(segment.number)) is damaged on the disk")
        }
        return article
    }

    /// Calls back for every article that is remembered, oldest first: its key and the short hashes of id and content.
    package func forEachRemembered(_ body: (UInt64, UInt64, UInt64) -> Void) throws(JournalError) {
        for digest in state.digests {
            guard let digest = try folder.digest(digest.ordinal) else { continue }
            for (index, entry) in digest.entries.enumerated() where entry.state.isKnown {
                body(digest.firstKey + UInt64(index), entry.id, entry.content)
            }
        }
        for segment in state.segments {
            for (index, entry) in segment.entries.enumerated() where entry.state.isKnown {
                body(segment.firstKey + UInt64(index), entry.id, entry.content)
            }
        }
    }

    // MARK: Writing

    private func checkSpace(for accepted: [Acceptance]) throws(JournalError) {
        let needed = accepted.reduce(0) { $0 + $1.frame.count + $1.id.rawValue.utf8.count + 64 }
        guard state.bytes + needed <= options.maximumBytes else {
            throw JournalError(.full, "the journal has \(state.bytes) bytes, its limit is \(options.maximumBytes)")
        }
        let share = try io { () throws(FileError) in try folder.files.freeShare(of: folder.path) }
        guard share >= options.minimumFreeShare else {
            let percent = "\((share * 1000).rounded() / 10) %"
            throw JournalError(.full, "only \(percent) of the disk under \(folder.path) is free")
        }
    }

    private func encode(
        _ accepted: [Acceptance],
        _ settled: [JournalSettlement],
        firstKey: UInt64
    ) -> [Segment.Entry] {
        buffer.removeAll(keepingCapacity: buffer.capacity < 16 << 20)
        var entries: [Segment.Entry] = []
        entries.reserveCapacity(accepted.count)
        let base = state.activeBytes
        for (index, article) in accepted.enumerated() {
            let start = buffer.count
            JournalRecord.append(.accepted(article.journalled(firstKey + UInt64(index), in: firstKey)), to: &buffer)
            entries.append(
                Segment.Entry(
                    id: ShortHash.of(article.id),
                    content: article.contentHash.short,
                    offset: UInt32(base + start),
                    length: UInt32(buffer.count - start)
                )
            )
        }
        for settlement in settled { JournalRecord.append(.settled(settlement), to: &buffer) }
        return entries
    }

    private func write(syncing: Bool) throws(JournalError) {
        guard !buffer.isEmpty else { return }
        do {
            try active.append(buffer)
        } catch {
            try undo(error)
            throw JournalError(error)
        }
        guard syncing else { return }
        do {
            try active.sync()
        } catch {
            throw fail(error)
        }
    }

    /// Takes a part of a write away again.
    private func undo(_ cause: FileError) throws(JournalError) {
        do {
            try active.truncate(to: state.activeBytes)
        } catch {
            throw fail(cause)
        }
    }

    private func fail(_ cause: FileError) -> JournalError {
        let error = JournalError(.failed, "\(cause); the journal must be opened anew")
        failure = error
        return error
    }

    /// Goes on in a new segment where the present one has grown to its size.
    private func roll() throws(JournalError) {
        guard state.activeBytes >= options.segmentBytes else { return }
        do {
            try active.sync()
        } catch {
            throw fail(error)
        }
        active = try folder.makeSegment(number: state.nextSegment, firstKey: state.nextKey)
        state.beginSegment()
    }

    private func compact() {
        do {
            compactionFailure = nil
            let gone = try JournalCompaction(folder: folder, remembered: options.remembered).run(&state)
            if let reading, gone.contains(reading.segment) { self.reading = nil }
        } catch {
            compactionFailure = error.reason
        }
    }

    private func file(of segment: UInt64) throws(JournalError) -> any JournalFile {
        if segment == state.activeNumber { return active }
        if let reading, reading.segment == segment { return reading.file }
        let file = try io { () throws(FileError) in try folder.files.open(folder.segmentPath(segment)) }
        reading = (segment, file)
        return file
    }

    private func io<Value>(_ body: () throws(FileError) -> Value) throws(JournalError) -> Value {
        do {
            return try body()
        } catch {
            throw JournalError(error)
        }
    }
}

extension Journal.Acceptance {
    fileprivate func journalled(_ key: UInt64, in batchKey: UInt64) -> JournalledArticle {
        JournalledArticle(
            key: key,
            id: id,
            contentHash: contentHash,
            acceptedAt: acceptedAt,
            batchKey: batchKey,
            frame: frame
        )
    }
}
