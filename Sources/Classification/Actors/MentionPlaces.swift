/// Where each mention's words stand.
struct MentionPlaces {
    private var places: [(parse: Int, words: Range<Int>)?]

    init(parses: [Parse], count: Int) {
        places = Array(repeating: nil, count: count)
        for (index, parse) in parses.enumerated() {
            for (at, word) in parse.words.enumerated() where word.isMention {
                let place = places[Int(word.mention)] ?? (index, at..<at)
                // A mention that goes on in the next sentence stands where it begins.
                guard place.parse == index else { continue }
                places[Int(word.mention)] = (index, place.words.lowerBound..<at + 1)
            }
        }
    }

    subscript(mention: Int) -> (parse: Int, words: Range<Int>)? { places[mention] }
}
