import FoundationEssentials

/// A corpus in CoNLL form: a token, a tab and an IOB2 tag a line, a blank line between sentences.
package struct TaggedCorpus: Sendable {
    package struct Sentence: Sendable {
        package var words: [String] = []
        package var tags: [String] = []

        package init(words: [String] = [], tags: [String] = []) {
            self.words = words
            self.tags = tags
        }
    }

    package var sentences: [Sentence] = []

    package init(sentences: [Sentence] = []) {
        self.sentences = sentences
    }

    /// Reads a file.
    ///
    /// - Throws: ``CorpusError`` with file and line.
    package init(path: String) throws(CorpusError) {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CorpusError(description: "cannot read the corpus \(path)")
        }
        var sentence = Sentence()
        var number = 0
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            let fields = line.split(separator: "\t")
            switch fields.count {
            case 0:
                if !sentence.words.isEmpty { sentences.append(sentence) }
                sentence = Sentence()
            case 1:
                throw CorpusError(
                    description: "\(path):\(number): expected a token, a tab and a tag, found \"\(line)\""
                )
            default:
                sentence.words.append(String(fields[0]))
                sentence.tags.append(String(fields[fields.count - 1]))
            }
        }
        if !sentence.words.isEmpty { sentences.append(sentence) }
    }
}

/// A corpus that can't be read.
package struct CorpusError: Error, CustomStringConvertible {
    package let description: String
    package init(description: String) { self.description = description }
}
