/// The words of a title and a body with their places, as a `tsvector` in PostgreSQL's binary form.
///
/// Title words have the weight A, those of the body B. A `tsvector` counts places up to 16,383 only and must stay below
/// one megabyte: of a longer text, later words are found, but not as parts of phrases, and of a very long one the words
/// that first appear at its end aren't.
struct WordVector {
    private static let lastPlace = 16_383
    private static let placesOfAWord = 255
    private static let longestWord = 2000
    private static let longestVector = 900_000

    private var places: [[UInt8]: [UInt16]] = [:]
    private var order: [[UInt8]] = []
    private var size = 0
    private var place = 0

    init(title: String, body: String) {
        add(title, weight: 3)
        // So that no phrase reaches from the title into the body.
        place += 1
        add(body, weight: 2)
    }

    private mutating func add(_ text: String, weight: UInt16) {
        Words.forEach(in: text) { word, _ in
            place = min(place + 1, Self.lastPlace)
            guard word.count <= Self.longestWord, size < Self.longestVector else { return }
            note(word, weight << 14 | UInt16(place))
        }
    }

    private mutating func note(_ word: [UInt8], _ place: UInt16) {
        size += 4
        guard let last = places[word]?.last else {
            places[word] = [place]
            order.append(word)
            return size += word.count + 8
        }
        guard last & 0x3FFF < place & 0x3FFF, (places[word]?.count ?? 0) < Self.placesOfAWord else { return }
        places[word]?.append(place)
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(size + 4)
        bytes.append(bigEndian: Int32(order.count))
        for word in order {
            let places = places[word] ?? []
            bytes += word
            bytes.append(0)
            bytes.append(bigEndian: Int16(places.count))
            for place in places { bytes.append(bigEndian: place) }
        }
        return bytes
    }
}
