import Messages

/// What an article has referred to so far, by names and by descriptions, in the order of the text.
///
/// Only the latest references are looked at, so that no text makes looking back slow.
struct References {
    struct Reference: Sendable {
        var entity: Int
        var sentence: Int
        var kind: EntityKind
        /// Country of the mention or of its entity.
        var country: String?
    }

    private var list: [Reference] = []
    private static let horizon = 48

    /// Adds a reference and forgets those that are too far back: whoever reads keeps a copy, which has to stay small.
    mutating func add(_ reference: Reference) {
        if list.count >= 2 * Self.horizon { list.removeFirst(Self.horizon) }
        list.append(reference)
    }

    /// The latest references, the last one first.
    var latest: [Reference] { list.suffix(Self.horizon).reversed() }

    /// The latest one that fits.
    func last(where fits: (Reference) -> Bool) -> Reference? { latest.first(where: fits) }

    /// What fits in the sentence, or else in the nearest of the three before it; nil where nothing does, or more than one
    /// thing.
    func clear(in sentence: Int, where fits: (Reference) -> Bool) -> Reference? {
        var found: Reference?
        for reference in latest where fits(reference) {
            if sentence - reference.sentence > 3 { break }
            guard let known = found else {
                found = reference
                continue
            }
            if known.sentence != reference.sentence { break }
            if known.entity != reference.entity { return nil }
        }
        return found
    }
}
