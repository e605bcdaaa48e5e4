import FoundationEssentials

extension WordTable {
    /// Reads the text form of the table, `words.tsv`.
    ///
    /// - Throws: ``CorpusError`` with file and line.
    package init(textFile path: String) throws(CorpusError) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CorpusError(description: "cannot read the word table \(path)")
        }
        var paths: [UInt32] = [0]
        var larger: [UInt32] = [0]
        var largerNews: [UInt32] = [0]
        var entries: [UInt32: Entry] = [:]
        var number = 0
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty || line.hasPrefix("# ") { continue }
            if line.hasPrefix("= ") {
                paths.append(UInt32(line.split(separator: " ").last ?? "") ?? 0)
                continue
            }
            if line.hasPrefix("+ ") {
                let numbers = line.split(separator: " ").compactMap { UInt32($0) }
                larger.append(numbers.count == 3 ? numbers[2] << 16 | numbers[1] : 0)
                continue
            }
            if line.hasPrefix("* ") {
                let numbers = line.split(separator: " ").compactMap { UInt32($0) }
                largerNews.append(numbers.count == 3 ? numbers[2] << 16 | numbers[1] : 0)
                continue
            }
            let fields = line.split(separator: "\t")
            guard fields.count == 6, let cluster = Int(fields[1]), let capitals = Int(fields[2]),
                let frequency = Int(fields[3]), let group = Int(fields[4]), let news = Int(fields[5])
            else {
                throw CorpusError(
                    description: "\(path):\(number): expected a word and five numbers, found \"\(line)\""
                )
            }
            let key = Self.key(WordHash.exact(fields[0].unicodeScalars))
            entries[key] = Entry(cluster: cluster, capitals: capitals, frequency: frequency, group: group, news: news)
        }
        let keys = entries.keys.sorted()
        self.init(
            keys: keys,
            values: keys.map { entries[$0]?.bits ?? 0 },
            groups: keys.map { entries[$0]?.group ?? 0 },
            news: keys.map { entries[$0]?.news ?? 0 },
            paths: paths,
            larger: larger,
            largerNews: largerNews
        )
    }
}
