package import Messages

/// Tells whether an article was accepted before, for the articles used most recently.
///
/// It knows ids and contents by 64 bits of their SHA-256. Memory is some 45 bytes an article, taken as it fills.
package struct DuplicateIndex: Sendable {
    package enum Answer: Sendable, Equatable {
        case new
        /// The same id with the same content was accepted under this key.
        case duplicate(key: UInt64)
        /// The same id with another content was accepted under this key.
        case conflict(key: UInt64)
    }

    private struct Entry {
        var id: UInt64
        var content: UInt64
        var key: UInt64
        /// Neighbours in the order of use.
        var older: UInt32
        var newer: UInt32
    }

    private static let none = UInt32.max

    private let capacity: Int
    private var entries: [Entry] = []
    /// Open addressing; an index into the entries, or `none`.
    private var slots: [UInt32] = Array(repeating: none, count: 1024)
    private var oldest = none
    private var newest = none

    /// An empty index.
    ///
    /// - Parameter capacity: How many articles it remembers, at least one.
    package init(capacity: Int = 1_000_000) {
        self.capacity = max(1, min(capacity, Int(UInt32.max) - 1))
    }

    package var count: Int { entries.count }

    /// Looks an article up, and counts that as a use.
    package mutating func answer(_ id: ArticleID, _ content: ContentHash) -> Answer {
        let hash = ShortHash.of(id)
        guard let index = find(hash) else { return .new }
        touch(index)
        let entry = entries[Int(index)]
        return entry.content == content.short ? .duplicate(key: entry.key) : .conflict(key: entry.key)
    }

    /// Remembers an accepted article.
    package mutating func insert(_ id: ArticleID, _ content: ContentHash, key: UInt64) {
        insert(id: ShortHash.of(id), content: content.short, key: key)
    }

    /// Remembers an accepted article by its short hashes, as a journal gives them.
    package mutating func insert(id: UInt64, content: UInt64, key: UInt64) {
        if let index = find(id) {
            entries[Int(index)].content = content
            entries[Int(index)].key = key
            return touch(index)
        }
        let entry = Entry(id: id, content: content, key: key, older: Self.none, newer: Self.none)
        let index: UInt32
        if entries.count < capacity {
            index = UInt32(entries.count)
            entries.append(entry)
            if entries.count * 2 > slots.count { grow() } else { place(index) }
        } else {
            index = oldest
            unlink(index)
            vacate(entries[Int(index)].id)
            entries[Int(index)] = entry
            place(index)
        }
        link(index)
    }

    // MARK: Table

    private func slot(of id: UInt64) -> Int { Int(truncatingIfNeeded: id) & (slots.count - 1) }

    private func find(_ id: UInt64) -> UInt32? {
        var slot = slot(of: id)
        while slots[slot] != Self.none {
            if entries[Int(slots[slot])].id == id { return slots[slot] }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    private mutating func place(_ index: UInt32) {
        var slot = slot(of: entries[Int(index)].id)
        while slots[slot] != Self.none { slot = (slot + 1) & (slots.count - 1) }
        slots[slot] = index
    }

    private mutating func grow() {
        slots = Array(repeating: Self.none, count: slots.count * 2)
        for index in entries.indices { place(UInt32(index)) }
    }

    /// Takes an id out and moves those up that stood behind it because of it.
    private mutating func vacate(_ id: UInt64) {
        var hole = slot(of: id)
        while entries[Int(slots[hole])].id != id { hole = (hole + 1) & (slots.count - 1) }
        var next = (hole + 1) & (slots.count - 1)
        while slots[next] != Self.none {
            let home = slot(of: entries[Int(slots[next])].id)
            if (next &- home) & (slots.count - 1) >= (next &- hole) & (slots.count - 1) {
                slots[hole] = slots[next]
                hole = next
            }
            next = (next + 1) & (slots.count - 1)
        }
        slots[hole] = Self.none
    }

    // MARK: Order of use

    private mutating func touch(_ index: UInt32) {
        guard index != newest else { return }
        unlink(index)
        link(index)
    }

    private mutating func unlink(_ index: UInt32) {
        let entry = entries[Int(index)]
        if entry.older == Self.none { oldest = entry.newer } else { entries[Int(entry.older)].newer = entry.newer }
        if entry.newer == Self.none { newest = entry.older } else { entries[Int(entry.newer)].older = entry.older }
    }

    private mutating func link(_ index: UInt32) {
        entries[Int(index)].older = newest
        entries[Int(index)].newer = Self.none
        if newest == Self.none { oldest = index } else { entries[Int(newest)].newer = index }
        newest = index
    }
}

extension DuplicateIndex {
    /// An index of what a journal remembers.
    package init(capacity: Int = 1_000_000, journal: Journal) throws(JournalError) {
        self.init(capacity: capacity)
        try journal.forEachRemembered { key, id, content in insert(id: id, content: content, key: key) }
    }
}
