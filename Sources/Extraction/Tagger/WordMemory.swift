internal import Synchronization

/// The words met first, which are mostly the common ones, with the weights that they give in each role.
///
/// They depend on the word and the model alone, so that what one article worked out serves for the next.
final class WordMemory: Sendable {
    struct Entry: Sendable {
        var type: WordType
        /// A sum for each role, in the order of ``FeatureExtractor/Role``.
        var sums: [TaggerModel.Row]
    }

    /// Somewhat less than a kilobyte each.
    private static let capacity = 3000

    private let entries = Mutex<[UInt64: Entry]>([:])

    /// What is known of the words with these hashes, in their order.
    func entries(of hashes: [UInt64]) -> [Entry?] {
        entries.withLock { entries in hashes.map { entries[$0] } }
    }

    /// Keeps words until the memory is full.
    func add(_ new: [(hash: UInt64, entry: Entry)]) {
        entries.withLock { entries in
            for (hash, entry) in new {
                guard entries.count < Self.capacity else { return }
                entries[hash] = entry
            }
        }
    }

    var isFull: Bool { entries.withLock { $0.count >= Self.capacity } }
}
