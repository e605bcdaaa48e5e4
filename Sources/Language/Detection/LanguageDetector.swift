/// Tells the language of a text by its script, its commonest words and its special letters.
///
/// Thirty-six languages. No statistics are shipped: function words make up a quarter to a half of any prose,
/// so that two sentences are enough. Texts of less than a few words, lists of names and mixtures give nil.
package struct LanguageDetector: Sendable {
    package struct Guess: Sendable, Equatable {
        /// ISO 639-1.
        package var language: String
        /// From 0 to 1: the lead over the second language.
        package var confidence: Double
    }

    /// Code points that are looked at.
    private static let window = 6_000

    private let functionWords: [String: [Int]]

    package init() {
        var words: [String: [Int]] = [:]
        for (number, profile) in LanguageProfile.all.enumerated() {
            for word in profile.words { words[word, default: []].append(number) }
        }
        functionWords = words
    }

    /// The language of a text; more than its first lines are read only where these leave a doubt.
    package func detect(_ text: String) -> Guess? {
        let beginning = detect(SourceText(String(text.unicodeScalars.prefix(400))))
        if let beginning, beginning.confidence > 0.5 { return beginning }
        return detect(SourceText(String(text.unicodeScalars.prefix(Self.window))))
    }

    /// The language of the text, or nil where it can't be told.
    package func detect(_ text: SourceText) -> Guess? {
        let sample = SourceText(text[0..<Self.window])
        let scripts = ScriptCount(sample)
        guard scripts.letters >= 8 else { return nil }
        if let language = scripts.soleLanguage { return Guess(language: language, confidence: 1) }
        return byWords(sample, script: scripts.dominant)
    }

    private func byWords(_ sample: SourceText, script: Script) -> Guess? {
        var scores = [Double](repeating: 0, count: LanguageProfile.all.count)
        var words = 0
        for token in Tokenizer().tokens(of: sample) where token.kind == .word && !token.flags.contains(.possessive) {
            words += 1
            for language in functionWords[sample[token.offsets].lowercased()] ?? [] { scores[language] += 1 }
        }
        for scalar in sample.scalars where scalar.value > 0x7F {
            for (number, profile) in LanguageProfile.all.enumerated() where profile.letters.contains(scalar) {
                scores[number] += 0.5
            }
        }
        for (number, profile) in LanguageProfile.all.enumerated() where profile.script != script { scores[number] = 0 }
        return winner(scores, words: words)
    }

    private func winner(_ scores: [Double], words: Int) -> Guess? {
        guard words > 0, let best = scores.indices.max(by: { scores[$0] < scores[$1] }) else { return nil }
        let second = scores.indices.filter { $0 != best }.map { scores[$0] }.max() ?? 0
        guard scores[best] >= 2, scores[best] / Double(words) >= 0.06, scores[best] > second else { return nil }
        let confidence = (scores[best] - second) / scores[best]
        return Guess(language: LanguageProfile.all[best].language, confidence: confidence)
    }
}

/// A script that is written by more than one of the languages.
enum Script: String, Sendable {
    case latin, cyrillic, arabic, other
}

/// How many letters of which script a text has.
private struct ScriptCount {
    private(set) var letters = 0
    private var counts: [String: Int] = [:]
    private var latin = 0
    private var cyrillic = 0
    private var arabic = 0

    init(_ text: SourceText) {
        for scalar in text.scalars where scalar.isLetter {
            letters += 1
            switch scalar.value {
            case 0...0x24F, 0x1E00...0x1EFF: latin += 1
            case 0x400...0x52F: cyrillic += 1
            case 0x600...0x6FF, 0x750...0x77F: arabic += 1
            default: counts[Self.language(scalar.value), default: 0] += 1
            }
        }
    }

    private static func language(_ value: UInt32) -> String {
        switch value {
        case 0x370...0x3FF, 0x1F00...0x1FFF: "el"
        case 0x530...0x58F: "hy"
        case 0x590...0x5FF: "he"
        case 0x900...0x97F: "hi"
        case 0x980...0x9FF: "bn"
        case 0xB80...0xBFF: "ta"
        case 0xE00...0xE7F: "th"
        case 0x1000...0x109F: "my"
        case 0x10A0...0x10FF: "ka"
        case 0x1200...0x137F: "am"
        case 0x1780...0x17FF: "km"
        case 0x3040...0x30FF: "ja"
        case 0x3400...0x9FFF: "zh"
        case 0xAC00...0xD7AF, 0x1100...0x11FF: "ko"
        default: ""
        }
    }

    /// The language where the script alone tells it.
    var soleLanguage: String? {
        if let kana = counts["ja"], kana * 20 > letters { return "ja" }
        let others = counts.filter { !$0.key.isEmpty }
        guard let best = others.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return nil }
        return best.value * 2 > letters ? best.key : nil
    }

    var dominant: Script {
        if latin * 2 > letters { return .latin }
        if cyrillic * 2 > letters { return .cyrillic }
        return arabic * 2 > letters ? .arabic : .other
    }
}
