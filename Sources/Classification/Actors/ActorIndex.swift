import Messages

/// For each mention: the government or body that it stands for when it acts, and the country that is hit when it is a target.
final class ActorIndex: Sendable {
    /// By mention.
    let issuer: [Code?]
    let target: [Code?]
    let kinds: [EntityKind]
    /// The bodies for which mentions act, in the order of the alphabet.
    let bodies: [Code]
    let extraction: Extraction

    init(extraction: Extraction, parses: [Parse], lexicon: Lexicon) {
        var resolution = ActorResolution(extraction, lexicon)
        resolution.resolve(parses)
        self.extraction = extraction
        issuer = resolution.issuer
        target = resolution.target
        kinds = extraction.mentions.indices.map { extraction.mentions[$0].kind }
        bodies = Set(issuer.lazy.compactMap { $0 }.filter { !$0.isCountry }).sorted()
    }

    /// For whom the mention acts that the word belongs to.
    @inline(__always)
    func issuer(_ word: Word) -> Code? { issuer[Int(word.mention)] }

    /// Who is hit where the mention is that the word belongs to.
    @inline(__always)
    func target(_ word: Word) -> Code? { target[Int(word.mention)] }

    /// The last word of the mention that the word belongs to.
    func lastWord(of word: Word) -> Substring {
        extraction.mentions[Int(word.mention)].text.split(separator: " ").last ?? ""
    }
}
