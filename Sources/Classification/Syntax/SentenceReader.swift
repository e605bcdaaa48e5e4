import Language
import Messages

/// Makes words out of the tokens of one sentence: lower case, mentions, parts of speech, lemmas and noun classes.
struct SentenceReader {
    let lexicon: Lexicon
    let text: TokenizedText
    /// For each token the mention it belongs to, or -1.
    let mentions: [Int]
    let kinds: [EntityKind]
    /// What is known of each token.
    let known: [KnownWord]

    func words(of sentence: TokenSentence) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(sentence.tokens.count)
        for index in sentence.tokens { words.append(word(index, isFirst: index == sentence.tokens.lowerBound)) }
        markQuotes(&words)
        Tagger(isShouted: isShouted(sentence)).tag(&words)
        for index in words.indices { finish(&words[index]) }
        markNounPhrases(&words)
        return words
    }

    private func word(_ index: Int, isFirst: Bool) -> Word {
        let token = text.tokens[index]
        var word = Word(offsets: token.offsets, known: known[index], tag: .other)
        word.mention = mentions[index]
        word.isCapitalised = token.isCapitalised
        word.isPossessive = token.flags.contains(.possessive)
        switch token.kind {
        case .punctuation, .symbol: word.tag = Self.punctuation(word.lower)
        case .number: word.tag = .number
        case .url: word.tag = .name
        case .word: if word.isMention { word.tag = .name }
        }
        if word.lower == "'" || word.lower == "’" { word.tag = .quote }
        return word
    }

    private static func punctuation(_ sign: String) -> Tag {
        switch sign {
        case ",": .comma
        case ";", ":", "–", "—", "--", "―": .colon
        case "\"", "“", "”", "‘", "’", "'", "«", "»": .quote
        case "(", ")", "[", "]": .bracket
        case ".", "!", "?", "…": .stop
        case "$", "€", "£", "¥", "%": .number
        case "-": .colon
        default: .other
        }
    }

    private func isShouted(_ sentence: TokenSentence) -> Bool {
        var (words, capitals) = (0, 0)
        for index in sentence.tokens where text.tokens[index].isWord {
            words += 1
            if text.tokens[index].isCapitalised { capitals += 1 }
        }
        return words >= 4 && capitals * 10 >= words * 8
    }

    private func markQuotes(_ words: inout [Word]) {
        var isOpen = false
        for index in words.indices {
            if words[index].tag == .quote {
                switch words[index].lower {
                case "“", "«", "‘": isOpen = true
                case "”", "»": isOpen = false
                case "\"": isOpen.toggle()
                default: break
                }
            } else {
                words[index].isQuoted = isOpen
            }
        }
    }

    private func finish(_ word: inout Word) {
        switch word.tag {
        case .verb, .participle, .gerund:
            let form = word.known.form
            word.lemmaKind = .verb
            word.shapes = form?.shapes ?? []
            if word.tag == .gerund || word.tag == .participle { word.nouns = word.known.nouns ?? [] }
        case .be: word.lemmaKind = .be
        case .have: word.lemmaKind = .have
        case .do: word.lemmaKind = .do
        case .noun, .name, .adjective: finishNoun(&word)
        default: word.lemmaKind = .lower
        }
    }

    private func finishNoun(_ word: inout Word) {
        word.lemmaKind = .lower
        if let classes = word.known.nouns {
            word.nouns = classes
            return
        }
        if let classes = word.known.singularNouns {
            (word.lemmaKind, word.nouns) = (.singular, classes)
        } else if word.tag == .noun {
            word.lemmaKind = .singular
            if word.lower.hasSuffix("men"), let classes = lexicon.nouns[word.lower.dropLast(3) + "man"] {
                word.nouns = classes
            }
            if let hyphen = word.lower.lastIndex(of: "-") {
                let tail = lexicon.singular(String(word.lower[word.lower.index(after: hyphen)...]))
                word.nouns = lexicon.nouns[tail] ?? []
            }
        }
    }

    /// Gives the head of a known phrase ("entity list") the phrase's classes.
    private func markNounPhrases(_ words: inout [Word]) {
        for index in words.indices {
            guard let phrases = lexicon.nounPhrases[words[index].lemma] else { continue }
            for phrase in phrases where index + phrase.rest.count < words.count {
                let end = index + phrase.rest.count
                guard zip(words[(index + 1)...end], phrase.rest).allSatisfy({ $0.lemma == $1 || $0.lower == $1 }) else {
                    continue
                }
                words[end].nouns.formUnion(phrase.classes)
                break
            }
        }
    }
}
