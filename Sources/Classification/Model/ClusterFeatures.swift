/// Names the clusters of the words of a candidate's act, so that what is learnt of one verb serves for its neighbours.
struct ClusterFeatures {
    let parse: Parse

    func add(_ candidate: Candidate, _ features: inout FeatureList) {
        if candidate.verb >= 0 {
            let group = parse.verbs[candidate.verb]
            add("verb", [group.main], &features)
            if let governor = group.governor { add("governor", [parse.verbs[governor].main], &features) }
            add("subject", group.subject.filter { parse.words[$0].tag == .noun }, &features)
        }
        add("scope", candidate.scope.joined(), &features)
    }

    /// Names the clusters of all words of the sentence.
    func addSentence(_ features: inout FeatureList) { add("sentence", parse.words.indices, &features) }

    private func add(_ place: FeatureName, _ words: some Sequence<Int>, _ features: inout FeatureList) {
        var seen = ClusterSet()
        for at in words where parse.words[at].hasMeaning {
            guard let path = parse.words[at].clusters else { continue }
            if seen.insert(leaf: path.leaf) { features.add(of: place, "-leaf=", Int(path.leaf)) }
            if seen.insert(middle: path.middle) { features.add(of: place, "-middle=", Int(path.middle)) }
            if seen.insert(coarse: path.coarse) { features.add(of: place, "-coarse=", Int(path.coarse)) }
        }
    }
}

/// Which clusters were met.
struct ClusterSet {
    private var leaves = NumberSet(), middles = NumberSet(), coarse = NumberSet()

    mutating func insert(leaf: UInt16) -> Bool { leaves.insert(leaf) }
    mutating func insert(middle: UInt16) -> Bool { middles.insert(middle) }
    mutating func insert(coarse number: UInt16) -> Bool { coarse.insert(number) }
}

/// A set of small whole numbers, a bit for each.
private struct NumberSet {
    /// The numbers below 2048, which all are in the usual lexicon.
    private var first = InlineArray<32, UInt64>(repeating: 0)
    private var others: Set<UInt16> = []

    /// Whether the number is new.
    @inline(__always)
    mutating func insert(_ number: UInt16) -> Bool {
        let (word, bit) = (Int(number >> 6), UInt64(1) << UInt64(number & 63))
        guard word < 32 else { return others.insert(number).inserted }
        defer { first[word] |= bit }
        return first[word] & bit == 0
    }
}
