/// What the lexicon knows of a name as written, looked up once.
final class KnownName: Sendable {
    /// For whom a place or nationality of this name acts, where that is not the country itself.
    let place: Code?
    /// The government or body of an institution of this name.
    let issuer: Code?
    /// The country to which a firm, a bank or a person without office of this name belongs.
    let home: Code?
    /// For whom a person of this name acts.
    let person: Code?
    /// For whom a person acts who is known by this last name alone.
    let surname: Code?
    /// The hash of the whole name, and of its last word; nil for a name without words.
    let hash: UInt64?
    let last: UInt64?
    let isOneWord: Bool
    /// Whether it is a name that many bodies have: "the Council".
    let isShared: Bool
    /// The words of it that are such names by themselves, in lower case.
    let sharedWords: [Spelling]
    /// Whether its words say that it is an institution, of whatever country.
    let isInstitution: Bool

    init(_ text: String, _ lexicon: Lexicon) {
        let whole = NameHash(text)
        let entry = lexicon.names[whole]
        place = entry?.place
        home = entry?.home
        person = entry?.person
        surname = entry?.surname
        let key = Authorities.key(text)
        issuer = lexicon.institutions[NameHash(key)]
        let words = text.split(separator: " ")
        hash = words.isEmpty ? nil : whole.value
        last = words.last.map { NameHash($0).value }
        isOneWord = !text.utf8.contains(UInt8(ascii: " "))
        let shared = Spelling(key)
        isShared = Authorities.isShared(shared)
        sharedWords = isShared ? [shared] : words.map { Spelling($0.lowercased()) }.filter(Authorities.isShared)
        isInstitution = words.contains { Self.isInstitution(Spelling($0)) }
    }

    private static func isInstitution(_ word: Spelling) -> Bool {
        [
            "Ministry", "Department", "Parliament", "Senate", "Congress", "Council", "Court", "Commission",
            "Government", "Office", "Assembly", "Secretariat", "Agency", "Authority", "Treasury", "Customs", "Police",
            "Navy", "Cabinet", "Service",
        ].contains(word)
    }
}
