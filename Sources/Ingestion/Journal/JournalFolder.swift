/// The files of one journal and their names.
struct JournalFolder {
    let path: String
    let files: any JournalFiles

    func segmentPath(_ number: UInt64) -> String { "\(path)/\(SegmentFile.name(number))" }

    func takeLock() throws(JournalError) -> any JournalFile {
        let held: (any JournalFile)?
        do {
            try files.makeFolder(path)
            held = try files.lock("\(path)/lock")
        } catch {
            throw JournalError(error)
        }
        guard let held else { throw JournalError(.locked, "the journal in \(path) is in use by another process") }
        return held
    }

    func makeSegment(number: UInt64, firstKey: UInt64) throws(JournalError) -> any JournalFile {
        do {
            let file = try files.open(segmentPath(number))
            try file.truncate(to: 0)
            try file.append(SegmentFile.head(number: number, firstKey: firstKey))
            try file.sync()
            try files.syncFolder(path)
            return file
        } catch {
            throw JournalError(error)
        }
    }

    func content(_ name: String) throws(JournalError) -> [UInt8] {
        do {
            let file = try files.open("\(path)/\(name)")
            return try file.read(at: 0, count: try file.size)
        } catch {
            throw JournalError(error)
        }
    }

    func digest(_ ordinal: UInt64) throws(JournalError) -> SegmentDigest? {
        SegmentDigest(bytes: try content(SegmentDigest.name(ordinal)))
    }

    /// Puts a whole file in place, so that after a crash there is the old one or the new one.
    func replace(_ name: String, with bytes: [UInt8]) throws(JournalError) {
        let temporary = "\(path)/\(name).tmp"
        do {
            let file = try files.open(temporary)
            try file.truncate(to: 0)
            try file.append(bytes)
            try file.sync()
            try files.rename(temporary, to: "\(path)/\(name)")
            try files.syncFolder(path)
        } catch {
            throw JournalError(error)
        }
    }

    func remove(_ name: String) throws(JournalError) {
        do {
            try files.remove("\(path)/\(name)")
        } catch {
            throw JournalError(error)
        }
    }

    func setAside(_ name: String) throws(JournalError) {
        do {
            try files.rename("\(path)/\(name)", to: "\(path)/\(name).damaged")
        } catch {
            throw JournalError(error)
        }
    }
}
