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
    let sharedWords: [String]
    /// Whether its words say that it is an institution, of whatever country.
    let isInstitution: Bool

    init(_ text: String, _ lexicon: Lexicon) {
        place = lexicon.entries.authorities.places[text]
        issuer = lexicon.entries.authorities.issuer(text)
        home = lexicon.entries.authorities.homes[text]
        person = lexicon.entries.authorities.persons[text]
        surname = lexicon.entries.authorities.surnames[text]
        let words = text.split(separator: " ")
        hash = words.isEmpty ? nil : NameHash(text).value
        last = words.last.map { NameHash(String($0)).value }
        isOneWord = !text.contains(" ")
        let shared = Authorities.sharedName(text)
        isShared = shared != nil
        sharedWords =
            shared.map { [$0] }
            ?? text.lowercased().split(separator: " ").map(String.init)
            .filter(Authorities.shared.contains)
        isInstitution = words.contains { Self.institutions.contains(String($0)) }
    }

    private static let institutions: Set<String> = [
        "Ministry", "Department", "Parliament", "Senate", "Congress", "Council", "Court", "Commission", "Government",
        "Office",
        "Assembly", "Secretariat", "Agency", "Authority", "Treasury", "Customs", "Police", "Navy", "Cabinet", "Service",
    ]
}
