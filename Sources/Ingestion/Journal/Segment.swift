internal import Messages

/// What is known in memory of one segment: 32 bytes for each of its articles.
struct Segment {
    enum State: UInt8 {
        case open = 0
        case stored = 1
        case duplicate = 2
        case filtered = 3
        case quarantined = 4
        /// Its bytes can't be read any more.
        case damaged = 5
        /// Part of a write that was cut off: the key was given to an article that was never acknowledged.
        case void = 6

        /// Whether there is an article, and what it is is known.
        var isKnown: Bool { self != .damaged && self != .void }

        init(_ outcome: JournalOutcome) {
            self =
                switch outcome {
                case .stored: .stored
                case .duplicate: .duplicate
                case .filtered: .filtered
                case .quarantined: .quarantined
                }
        }
    }

    struct Entry {
        var id: UInt64
        var content: UInt64
        var offset: UInt32
        var length: UInt32
        /// Low bits of the number of the segment that holds its settlement.
        var settledIn: UInt32 = 0
        var state: State = .open

        static func missing(_ state: State) -> Entry { Entry(id: 0, content: 0, offset: 0, length: 0, state: state) }
    }

    let number: UInt64
    let firstKey: UInt64
    var bytes: Int
    private(set) var entries: [Entry] = []
    private(set) var openCount = 0

    init(number: UInt64, firstKey: UInt64, bytes: Int) {
        self.number = number
        self.firstKey = firstKey
        self.bytes = bytes
    }

    var nextKey: UInt64 { firstKey + UInt64(entries.count) }

    func contains(_ key: UInt64) -> Bool { firstKey..<nextKey ~= key }

    subscript(key: UInt64) -> Entry { entries[Int(key - firstKey)] }

    mutating func add(_ entry: Entry) {
        entries.append(entry)
        if entry.state == .open { openCount += 1 }
    }

    /// Marks keys without records: as damaged up to `batchKey`, as never acknowledged from there.
    ///
    /// - Returns: How many are damaged.
    mutating func addMissing(before key: UInt64, batchKey: UInt64) -> Int {
        var damaged = 0
        while nextKey < key {
            let isDamaged = nextKey < batchKey
            if isDamaged { damaged += 1 }
            add(.missing(isDamaged ? .damaged : .void))
        }
        return damaged
    }

    /// Notes an outcome; false where the article has one already.
    mutating func settle(_ key: UInt64, _ outcome: JournalOutcome, in segment: UInt64) -> Bool {
        let index = Int(key - firstKey)
        guard entries[index].state == .open else { return false }
        entries[index].state = State(outcome)
        entries[index].settledIn = UInt32(truncatingIfNeeded: segment)
        openCount -= 1
        return true
    }

    /// The articles here whose settlements lie in another segment.
    func settled(in segment: UInt64) -> [SegmentDigest.Foreign] {
        entries.indices.compactMap { index in
            let entry = entries[index]
            guard entry.settledIn == UInt32(truncatingIfNeeded: segment),
                let outcome = JournalOutcome(rawValue: entry.state.rawValue)
            else { return nil }
            return SegmentDigest.Foreign(key: firstKey + UInt64(index), outcome: outcome)
        }
    }
}
