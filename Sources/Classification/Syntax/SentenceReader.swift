import Language

/// Makes words out of the tokens of one sentence: lower case, mentions, parts of speech, lemmas and noun classes.
struct SentenceReader {
    let text: TokenizedText
    /// For each token the mention it belongs to, or -1.
    let mentions: [Int32]
    /// What is known of each token.
    let known: KnownWords

    func words(of sentence: TokenSentence) -> [Word] {
        var words: [Word] = []
        words.reserveCapacity(sentence.tokens.count)
        for index in sentence.tokens { words.append(word(index)) }
        markQuotes(&words)
        Tagger(isShouted: isShouted(sentence), known: known).tag(&words)
        for index in words.indices { finish(&words[index]) }
        markNounPhrases(&words)
        return words
    }

    private func word(_ index: Int) -> Word {
        let token = text.tokens[index]
        var word = known[index].word.at(index, token)
        word.mention = mentions[index]
        switch token.kind {
        case .punctuation, .symbol: word.tag = Self.punctuation(word.lower)
        case .number: word.tag = .number
        case .url: word.tag = .name
        case .word: if word.isMention { word.tag = .name }
        }
        if word.lower == "'" || word.lower == "’" { word.tag = .quote }
        return word
    }

    private static func punctuation(_ sign: Spelling) -> Tag {
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
            let known = known[Int(word.known)]
            word.stand(for: .verb, known.verb)
            word.shapes = word.form?.shapes ?? []
            if word.tag != .verb { word.nouns = known.nouns ?? [] }
        case .be: word.stand(for: .be, known.auxiliaries.be)
        case .have: word.stand(for: .have, known.auxiliaries.have)
        case .do: word.stand(for: .do, known.auxiliaries.do)
        case .noun, .name, .adjective: finishNoun(&word)
        default: break
        }
    }

    private func finishNoun(_ word: inout Word) {
        let known = known[Int(word.known)]
        if let classes = known.nouns {
            word.nouns = classes
        } else if let classes = known.singularNouns {
            word.stand(for: .singular, known.singular)
            word.nouns = classes
        } else if word.tag == .noun {
            word.stand(for: .singular, known.singular)
            word.nouns = known.tailNouns
        }
    }

    /// Gives the head of a known phrase ("entity list") the phrase's classes.
    private func markNounPhrases(_ words: inout [Word]) {
        for index in words.indices where words[index].headsByLemma.contains(.nounPhrases) {
            for phrase in known.lemma(words[index]).nounPhrases where index + phrase.rest.count < words.count {
                let end = index + phrase.rest.count
                let follows = phrase.rest.indices.allSatisfy { place in
                    let word = words[index + 1 + place]
                    return word.lemma == phrase.rest[place] || word.lower == phrase.rest[place]
                }
                guard follows else { continue }
                words[end].nouns.formUnion(phrase.classes)
                break
            }
        }
    }
}
