import Messages

/// Splits a text into words, numbers and signs, in one pass and in linear time.
///
/// Hyphenated words stay whole (`Houthi-run`), `'s` is a token of its own, the full stop of an abbreviation belongs
/// to its word. Every code point that is no blank is in just one token.
package struct Tokenizer: Sendable {
    package init() {}

    package func tokens(of text: SourceText) -> [Token] {
        var scanner = Scanner(text.scalars)
        return scanner.run()
    }
}

private struct Scanner {
    let text: [Unicode.Scalar]
    var at = 0
    var tokens: [Token] = []
    var pending: Token.Flags = [.paragraphStart, .lineStart]

    init(_ text: [Unicode.Scalar]) {
        self.text = text
        tokens.reserveCapacity(text.count / 5 + 8)
    }

    mutating func run() -> [Token] {
        while at < text.count {
            let scalar = text[at]
            if scalar.isBlank {
                skipBlanks()
            } else if scalar.standsAlone {
                emit(.word, to: at + 1)
            } else if scalar.isLetter || scalar.isDigit {
                wordOrAddress()
            } else {
                sign(scalar)
            }
        }
        return tokens
    }

    private func scalar(_ index: Int) -> Unicode.Scalar? {
        0 <= index && index < text.count ? text[index] : nil
    }

    private func isAlphanumeric(_ index: Int) -> Bool {
        guard let scalar = scalar(index) else { return false }
        return scalar.isDigit || scalar.isLetter && !scalar.standsAlone
    }

    private mutating func skipBlanks() {
        var lineBreaks = 0
        while at < text.count, text[at].isBlank {
            if text[at].isLineBreak, !(text[at].value == 0x0A && scalar(at - 1)?.value == 0x0D) { lineBreaks += 1 }
            at += 1
        }
        pending.insert(.spaceBefore)
        if lineBreaks > 0 { pending.insert(.lineStart) }
        if lineBreaks > 1 { pending.insert(.paragraphStart) }
    }

    private mutating func emit(_ kind: Token.Kind, to end: Int, _ flags: Token.Flags = []) {
        tokens.append(Token(kind: kind, offsets: at..<end, flags: flags.union(pending)))
        pending = []
        at = end
    }

    // MARK: Words and numbers

    private mutating func wordOrAddress() {
        if let end = addressEnd() { return emit(.url, to: end) }
        var end = at + 1
        while end < text.count {
            if isAlphanumeric(end) {
                end += 1
            } else if connects(end) {
                end += 2
            } else {
                break
            }
        }
        finishWord(end)
    }

    /// Whether the sign at `index` joins the letters or digits on its two sides into one token.
    private func connects(_ index: Int) -> Bool {
        guard isAlphanumeric(index + 1) else { return false }
        let (before, sign, after) = (text[index - 1], text[index], text[index + 1])
        if sign.isHyphen || sign == "_" { return true }
        if sign.isApostrophe { return before.isLetter && after.isLetter && !isPossessive(index) }
        switch sign {
        case ".": return stopConnects(index)
        case ",": return before.isDigit && isThousands(index + 1)
        case ":", "/": return before.isDigit && after.isDigit && text[at].isDigit
        case "&": return before.isUppercase && after.isUppercase
        default: return false
        }
    }

    private func stopConnects(_ index: Int) -> Bool {
        let (before, after) = (text[index - 1], text[index + 1])
        if before.isDigit { return after.isDigit }
        guard after.isLetter else { return false }
        let isSingle = index - 1 == at || scalar(index - 2) == "."
        return isSingle || after.isLowercase && !isBlankAfterWord(index + 1)
    }

    /// Whether the letters from `index` on look like the start of a new sentence that lost its blank.
    private func isBlankAfterWord(_ index: Int) -> Bool {
        var end = index
        while end < text.count, end - index <= 6, text[end].isLetter { end += 1 }
        return end - index > 6
    }

    private func isThousands(_ index: Int) -> Bool {
        var end = index
        while end < text.count, end - index < 4, text[end].isDigit { end += 1 }
        return end - index == 3
    }

    private func isPossessive(_ apostrophe: Int) -> Bool {
        guard let next = scalar(apostrophe + 1), next == "s" || next == "S" else { return false }
        return !isAlphanumeric(apostrophe + 2)
    }

    private mutating func finishWord(_ end: Int) {
        var flags = wordFlags(at..<end)
        let kind: Token.Kind = isNumber(at..<end) ? .number : .word
        if kind == .word, let abbreviation = abbreviationFlags(at..<end) {
            flags.formUnion(abbreviation)
            emit(kind, to: end + 1, flags)
        } else {
            emit(kind, to: end, flags)
        }
        if scalar(at)?.isApostrophe == true, isPossessive(at) { emit(.word, to: at + 2, .possessive) }
    }

    private func wordFlags(_ range: Offsets) -> Token.Flags {
        var flags: Token.Flags = text[range.lowerBound].isUppercase ? .capitalised : []
        var (letters, capitals) = (0, 0)
        for index in range {
            let scalar = text[index]
            if scalar.isDigit {
                flags.insert(.hasDigit)
            } else if scalar.isHyphen {
                flags.insert(.hasHyphen)
            } else if scalar.isLetter {
                letters += 1
                if scalar.isUppercase { capitals += 1 }
            }
        }
        if letters > 1, letters == capitals { flags.insert(.allCapitals) }
        return flags
    }

    private func isNumber(_ range: Offsets) -> Bool {
        guard text[range.lowerBound].isDigit else { return false }
        let letters = range.count { text[$0].isLetter }
        return letters == 0 || letters <= 2 && !range.contains { text[$0].isHyphen }
    }

    /// The flags of the word where the full stop after it belongs to it, else nil.
    private func abbreviationFlags(_ range: Offsets) -> Token.Flags? {
        guard scalar(range.upperBound) == ".", scalar(range.upperBound + 1) != "." else { return nil }
        if range.count == 1 {
            guard text[range.lowerBound].isUppercase, startsName(after: range.upperBound) else { return nil }
            return [.abbreviation, .initial]
        }
        guard range.count <= 12 else { return nil }
        if isDottedAcronym(range) { return .abbreviation }
        let word = lowercased(range)
        guard Abbreviations.titles.contains(word) || Abbreviations.others.contains(word) else { return nil }
        if Abbreviations.ambiguous.contains(word) {
            guard text[range.lowerBound].isUppercase, startsName(after: range.upperBound) else { return nil }
        }
        return .abbreviation
    }

    /// `U.S`, `a.m`, `U.A.E`: single letters parted by full stops.
    private func isDottedAcronym(_ range: Offsets) -> Bool {
        guard range.count >= 3, range.count % 2 == 1 else { return false }
        for (offset, scalar) in text[range].enumerated() {
            guard offset % 2 == 0 ? scalar.isLetter : scalar == "." else { return false }
        }
        return true
    }

    /// Whether blanks and then a capital letter or a digit follow the full stop at `stop`, or another initial at once.
    private func startsName(after stop: Int) -> Bool {
        var next = stop + 1
        while let scalar = scalar(next), scalar.isBlank, !scalar.isLineBreak { next += 1 }
        guard let scalar = scalar(next) else { return false }
        return scalar.isUppercase || scalar.isDigit
    }

    private func lowercased(_ range: Offsets) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text[range] {
            view.append(scalar.isUppercase ? scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar : scalar)
        }
        return String(view)
    }

    // MARK: Addresses

    /// How many letters may stand before the `@` of an address (RFC 5321): none is sought further on.
    private static let longestMailbox = 64

    private func addressEnd() -> Int? {
        guard scalar(at - 1).map({ !$0.isLetter }) ?? true else { return nil }
        if text[at] == "h" || text[at] == "H" || text[at] == "w" || text[at] == "W",
            matches("http://") || matches("https://") || matches("www.")
        {
            return trimmedAddress()
        }
        var end = at
        while end - at <= Self.longestMailbox, let scalar = scalar(end), scalar.value < 0x80,
            scalar.isLetter || scalar.isDigit || scalar == "." || scalar == "_" || scalar == "-" || scalar == "+"
        {
            end += 1
        }
        guard scalar(end) == "@", isAlphanumeric(end + 1) else { return nil }
        return trimmedAddress()
    }

    private func matches(_ word: StaticString) -> Bool {
        var index = at
        for byte in "\(word)".utf8 {
            guard let scalar = scalar(index), scalar.value < 0x80, scalar.value | (scalar.isLetter ? 0x20 : 0) == byte
            else { return false }
            index += 1
        }
        return true
    }

    private func trimmedAddress() -> Int {
        var end = at
        while let scalar = scalar(end), !scalar.isBlank, !"<>\"”“’‘»«".unicodeScalars.contains(scalar) { end += 1 }
        while end > at + 1, ".,;:!?)]}'".unicodeScalars.contains(text[end - 1]) { end -= 1 }
        return end
    }

    // MARK: Signs

    private mutating func sign(_ scalar: Unicode.Scalar) {
        if scalar == "@", isAlphanumeric(at + 1) { return emit(.url, to: handleEnd()) }
        if scalar == "." || scalar.isDash { return emit(.punctuation, to: runEnd(of: scalar)) }
        guard scalar.isSymbol else { return emit(.punctuation, to: at + 1) }
        var end = at + 1
        while let next = self.scalar(end), next.extendsEmoji || self.scalar(end - 1)?.value == 0x200D && next.isSymbol {
            end += 1
        }
        emit(.symbol, to: end)
    }

    private func handleEnd() -> Int {
        var end = at + 1
        while isAlphanumeric(end) || scalar(end) == "_" { end += 1 }
        return end
    }

    private func runEnd(of scalar: Unicode.Scalar) -> Int {
        var end = at + 1
        while self.scalar(end) == scalar { end += 1 }
        return end
    }
}
