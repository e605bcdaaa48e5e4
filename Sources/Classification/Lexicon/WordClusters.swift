/// Words that mean or do the like, in clusters of three sizes: what is learnt of one word serves for its neighbours.
struct WordClusters: Sendable {
    /// The clusters of a word, the smallest first.
    struct Path: Sendable, Equatable {
        var leaf: UInt16
        var middle: UInt16
        var coarse: UInt16
    }

    private var paths: [Path] = []
    private var places = HashedTable<Int32>()

    subscript(word: NameHash) -> Path? { places[word].map { paths[Int($0)] } }

    init() {}

    /// Reads lines `LEAF MIDDLE COARSE: word word …`; `#` begins a comment.
    ///
    /// - Parameters:
    ///   - text: The whole file.
    ///   - findings: Gets line and reason of each mistake.
    init(text: String, findings: (_ line: Int, _ reason: String) -> Void) {
        var number = 0
        for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            guard let first = line.first, first != UInt8(ascii: "#") else { continue }
            let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1)
            let numbers = parts[0].split(separator: UInt8(ascii: " ")).compactMap { UInt16(Substring($0)) }
            guard parts.count == 2, numbers.count == 3 else {
                findings(
                    number,
                    "expected \"LEAF MIDDLE COARSE: words\" with numbers below 65536, found \"\(Substring(line).prefix(40))\""
                )
                continue
            }
            paths.append(Path(leaf: numbers[0], middle: numbers[1], coarse: numbers[2]))
            for word in parts[1].split(separator: UInt8(ascii: " ")) {
                if let other = places.insert(Int32(paths.count - 1), NameHash(word)) {
                    findings(number, "\"\(Substring(word))\" stands in cluster \(paths[Int(other)].leaf) already")
                }
            }
        }
    }
}
