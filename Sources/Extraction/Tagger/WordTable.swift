/// What is known of a word from much unlabelled text: its Brown cluster, how often it is capitalised, how common it is.
package struct WordTable: Sendable {
    package struct Entry: Sendable {
        package var bits: UInt16
        /// Number of the cluster of word vectors, 0 for none.
        package var group: UInt16
        /// Number of the cluster of vectors from news, 0 for none.
        package var news: UInt16

        package init(bits: UInt16, group: UInt16, news: UInt16) {
            self.bits = bits
            self.group = group
            self.news = news
        }

        package init(cluster: Int, capitals: Int, frequency: Int, group: Int, news: Int) {
            self.group = UInt16(clamping: group)
            self.news = UInt16(clamping: news)
            bits = UInt16(cluster & 1023) | UInt16(capitals & 7) << 10 | UInt16(frequency & 7) << 13
        }

        /// Number of the cluster, 0 for none; clusters are numbered in the order of their paths.
        package var cluster: Int { Int(bits & 1023) }
        /// From 0 (always lower case) to 7 (always capitalised).
        package var capitals: Int { Int(bits >> 10 & 7) }
        /// From 0 (rare) to 7.
        package var frequency: Int { Int(bits >> 13) }
    }

    package let keys: [UInt32]
    package let values: [UInt16]
    /// For each word the number of its cluster of word vectors, 0 for none.
    package let groups: [UInt16]
    /// For each word the number of its cluster of vectors from news, 0 for none.
    package let news: [UInt16]
    /// Paths of the clusters in the tree, lowest bit first.
    package let paths: [UInt32]
    /// For each cluster of vectors the larger clusters that it lies in: the coarse one in the upper half.
    package let larger: [UInt32]
    /// The same for the clusters of vectors from news.
    package let largerNews: [UInt32]
    private let slots: [Int32]
    private let mask: Int

    /// Makes the table of hashes in ascending order.
    package init(
        keys: [UInt32],
        values: [UInt16],
        groups: [UInt16],
        news: [UInt16],
        paths: [UInt32],
        larger: [UInt32],
        largerNews: [UInt32]
    ) {
        self.keys = keys
        self.values = values
        self.groups = groups
        self.news = news
        self.larger = larger
        self.largerNews = largerNews
        self.paths = paths
        var size = 1024
        while size < keys.count * 2 { size *= 2 }
        mask = size - 1
        var slots = [Int32](repeating: -1, count: size)
        for (index, key) in keys.enumerated() {
            var at = Int(key) & (size - 1)
            while slots[at] >= 0 { at = (at + 1) & (size - 1) }
            slots[at] = Int32(index)
        }
        self.slots = slots
    }

    /// The 32 bits of a word's hash by which the table goes.
    package static func key(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 16) }

    package func entry(_ hash: UInt64) -> Entry? {
        guard !slots.isEmpty else { return nil }
        let key = Self.key(hash)
        var at = Int(key) & mask
        while slots[at] >= 0 {
            if keys[Int(slots[at])] == key {
                let index = Int(slots[at])
                return Entry(bits: values[index], group: groups[index], news: news[index])
            }
            at = (at + 1) & mask
        }
        return nil
    }
}
