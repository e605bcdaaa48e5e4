/// A table by the hashes of texts, which are taken once for all tables that are asked.
///
/// Open addressing. Two texts with the same 64 bits would be one to it, in every run alike; among a hundred thousand texts the
/// odds are one to some billions.
struct HashedTable<Value: Sendable>: Sendable {
    /// A place below zero is free.
    private var slots: [(key: UInt64, place: Int32)] = Array(repeating: (0, -1), count: 16)
    private(set) var values: [Value] = []

    init(minimumCapacity count: Int = 0) {
        grow(to: count)
        values.reserveCapacity(count)
    }

    init(_ entries: [String: Value]) {
        self.init(minimumCapacity: entries.count)
        for (text, value) in entries { insert(value, NameHash(text)) }
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
        while slots[slot].place >= 0, slots[slot].key != key { slot = (slot + 1) & (slots.count - 1) }
        return slot
    }

    @inline(__always)
    subscript(hash: NameHash) -> Value? { self[key: hash.spread] }

    /// - Parameter key: A hash that is spread already.
    @inline(__always)
    subscript(key key: UInt64) -> Value? {
        let place = slots[slot(key)].place
        return place < 0 ? nil : values[Int(place)]
    }

    /// - Returns: The value that stood there before.
    @discardableResult
    mutating func insert(_ value: Value, _ hash: NameHash) -> Value? {
        if (values.count + 1) * 2 > slots.count { grow(to: slots.count) }
        let slot = slot(hash.spread)
        if slots[slot].place >= 0 {
            let place = Int(slots[slot].place)
            defer { values[place] = value }
            return values[place]
        }
        slots[slot] = (hash.spread, Int32(values.count))
        values.append(value)
        return nil
    }

    private mutating func grow(to count: Int) {
        var size = slots.count
        while size < count * 2 { size *= 2 }
        guard size > slots.count else { return }
        let old = slots
        slots = Array(repeating: (0, -1), count: size)
        for entry in old where entry.place >= 0 { slots[slot(entry.key)] = entry }
    }
}
