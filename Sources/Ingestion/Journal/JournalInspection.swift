internal import Messages

/// A look at a journal's files that changes nothing and needs no lock.
///
/// A journal that is being written to may be looked at; what is just being written then shows as cut off.
package struct JournalInspection {
    /// What a folder holds.
    package struct Report: Sendable {
        package let counts: JournalCounts
        package let openArticles: Int
        package let segments: Int
        package let bytes: Int
        package let digests: Int
        /// Bytes that are not those that were written, in sentences.
        package let damage: [String]
        /// What was left half written, in sentences.
        package let cutOff: [String]
    }

    /// A record with its place.
    package enum Entry: Sendable {
        case accepted(JournalledArticle, segment: String, offset: Int)
        case settled(JournalSettlement, segment: String, offset: Int)
        case unreadable(segment: String, bytes: Range<Int>)
    }

    private let folder: JournalFolder

    package init(of path: String) { folder = JournalFolder(path: path, files: ReadingFiles()) }

    /// Reads everything as an opening would.
    package func report() throws(JournalError) -> Report {
        var recovery = JournalRecovery(folder: folder, segmentBytes: .max)
        let (state, _) = try recovery.run()
        return Report(
            counts: state.counts,
            openArticles: state.segments.reduce(0) { $0 + $1.openCount },
            segments: state.segments.count { !$0.entries.isEmpty || $0.bytes > SegmentFile.headLength },
            bytes: state.bytes,
            digests: state.digests.count,
            damage: recovery.damage,
            cutOff: recovery.cutOff
        )
    }

    /// Hands on every article that was accepted and has not ended, in the order of acceptance.
    package func forEachOpen(_ body: (JournalledArticle) -> Void) throws(JournalError) {
        var recovery = JournalRecovery(folder: folder, segmentBytes: .max)
        let (state, _) = try recovery.run()
        try forEachEntry { entry in
            if case .accepted(let article, _, _) = entry, state.isOpen(article.key, article.id) { body(article) }
        }
    }

    /// Hands on every record that is still there, in the order in which they were written.
    package func forEachEntry(_ body: (Entry) -> Void) throws(JournalError) {
        let names: [String]
        do {
            names = try folder.files.names(in: folder.path)
        } catch {
            throw JournalError(error)
        }
        for name in names.sorted() where SegmentFile.number(of: name) != nil {
            SegmentFile.scan(try folder.content(name)) { piece in
                switch piece {
                case .record(.accepted(let article), let range):
                    body(.accepted(article, segment: name, offset: range.lowerBound))
                case .record(.settled(let settlement), let range):
                    body(.settled(settlement, segment: name, offset: range.lowerBound))
                case .damaged(let range), .torn(let range): body(.unreadable(segment: name, bytes: range))
                }
            }
        }
    }
}
