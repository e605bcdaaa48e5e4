/// What a word can mean for a sanctions event; a word may have several meanings, its use in the sentence picks one.
package struct WordClass: OptionSet, Sendable, Hashable {
    package let rawValue: UInt64

    package init(rawValue: UInt64) { self.rawValue = rawValue }

    private init(bit: Int) { rawValue = 1 << UInt64(bit) }

    // Verbs
    package static let impose = WordClass(bit: 0)
    package static let strike = WordClass(bit: 1)
    package static let bar = WordClass(bit: 2)
    package static let halt = WordClass(bit: 3)
    package static let designate = WordClass(bit: 4)
    package static let place = WordClass(bit: 5)
    package static let take = WordClass(bit: 6)
    package static let freeze = WordClass(bit: 7)
    package static let close = WordClass(bit: 8)
    package static let expand = WordClass(bit: 9)
    package static let ease = WordClass(bit: 10)
    package static let request = WordClass(bit: 11)
    package static let threaten = WordClass(bit: 12)
    package static let plan = WordClass(bit: 13)
    package static let refuse = WordClass(bit: 14)
    package static let violate = WordClass(bit: 15)
    package static let punish = WordClass(bit: 16)
    package static let seize = WordClass(bit: 17)
    package static let remain = WordClass(bit: 18)
    package static let report = WordClass(bit: 19)
    package static let begin = WordClass(bit: 20)
    package static let lapse = WordClass(bit: 21)
    package static let allow = WordClass(bit: 22)
    package static let have = WordClass(bit: 23)
    package static let follow = WordClass(bit: 24)

    // Nouns
    package static let sanction = WordClass(bit: 32)
    package static let measure = WordClass(bit: 33)
    package static let ban = WordClass(bit: 34)
    package static let list = WordClass(bit: 35)
    package static let asset = WordClass(bit: 36)
    package static let cap = WordClass(bit: 37)
    package static let waiver = WordClass(bit: 38)
    package static let draft = WordClass(bit: 39)
    package static let regime = WordClass(bit: 40)
    package static let rule = WordClass(bit: 41)
    package static let gate = WordClass(bit: 42)
    package static let flow = WordClass(bit: 43)
    package static let person = WordClass(bit: 44)
    package static let government = WordClass(bit: 45)
    package static let court = WordClass(bit: 46)
    package static let goods = WordClass(bit: 47)
    package static let penalty = WordClass(bit: 48)
    package static let breach = WordClass(bit: 49)
    package static let appeal = WordClass(bit: 50)
    package static let threat = WordClass(bit: 51)
    package static let intent = WordClass(bit: 52)
    package static let refusal = WordClass(bit: 53)
    package static let vessel = WordClass(bit: 54)
    package static let body = WordClass(bit: 55)
    /// Words of news in which "sanction", "ban" and "embargo" mean something else: sport, welfare, courts, trade defence.
    package static let decoy = WordClass(bit: 56)

    /// The names that a lexicon file uses.
    package static let names: [(String, WordClass)] = [
        ("impose", .impose), ("strike", .strike), ("bar", .bar), ("halt", .halt), ("designate", .designate),
        ("place", .place), ("take", .take), ("freeze", .freeze), ("close", .close), ("expand", .expand),
        ("ease", .ease), ("request", .request), ("threaten", .threaten), ("plan", .plan), ("refuse", .refuse),
        ("violate", .violate), ("punish", .punish), ("seize", .seize), ("remain", .remain), ("report", .report),
        ("begin", .begin), ("lapse", .lapse), ("allow", .allow), ("have", .have), ("follow", .follow),
        ("sanction", .sanction), ("measure", .measure), ("ban", .ban), ("list", .list), ("asset", .asset),
        ("cap", .cap), ("waiver", .waiver), ("draft", .draft), ("regime", .regime), ("rule", .rule), ("gate", .gate),
        ("flow", .flow), ("person", .person), ("government", .government), ("court", .court), ("goods", .goods),
        ("penalty", .penalty), ("breach", .breach), ("appeal", .appeal), ("threat", .threat), ("intent", .intent),
        ("refusal", .refusal), ("vessel", .vessel), ("body", .body), ("decoy", .decoy),
    ]

    package static func named(_ name: some StringProtocol) -> WordClass? {
        names.first { $0.0 == name }?.1
    }
}
