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
        add("scope", candidate.scope.flatMap { Array($0) }, &features)
        add("sentence", Array(parse.words.indices), &features)
    }

    private func add(_ place: String, _ words: [Int], _ features: inout FeatureList) {
        var seen = ClusterSet()
        for at in words where parse.words[at].hasMeaning {
            guard let path = parse.words[at].clusters else { continue }
            if seen.insert(leaf: path.leaf) { features.add(place, "-leaf=", path.leaf) }
            if seen.insert(middle: path.middle) { features.add(place, "-middle=", path.middle) }
            if seen.insert(coarse: path.coarse) { features.add(place, "-coarse=", path.coarse) }
        }
    }
}

/// Which clusters were met.
struct ClusterSet {
    private var seen: Set<Int> = []

    mutating func insert(leaf: Int) -> Bool { seen.insert(leaf * 4).inserted }
    mutating func insert(middle: Int) -> Bool { seen.insert(middle * 4 + 1).inserted }
    mutating func insert(coarse: Int) -> Bool { seen.insert(coarse * 4 + 2).inserted }
}
