/// Institutions, people of office, laws: the government or body for which each acts.
struct Authorities: Sendable {
    private(set) var issuers: [String: Code] = [:]
    private(set) var places: [String: Code] = [:]
    private(set) var persons: [String: Code] = [:]
    /// Last names that only one country's persons of the table have and that are no common names.
    private(set) var surnames: [String: Code] = [:]
    /// The country to which a firm, a bank or a person without office belongs.
    private(set) var homes: [String: Code] = [:]
    private(set) var rules: [(name: String, code: Code)] = []
    /// Who has, or had, sanctions on whom.
    var regimes = Regimes()
    /// Those who often impose sanctions.
    var usualIssuers = CodeSet()
    /// Those on whom sanctions often lie.
    var usualTargets = CodeSet()

    mutating func add(issuers names: [String], _ code: Code?) { for name in names { issuers[Self.key(name)] = code } }
    mutating func add(places names: [String], _ code: Code?) { for name in names { places[name] = code } }
    mutating func add(rules names: [String], _ code: Code?) {
        if let code { rules += names.map { ($0, code) } }
    }

    mutating func add(homes names: [String], _ code: Code?) { for name in names { homes[name] = code } }

    /// Persons of office who are known by their full names only.
    mutating func add(figures names: [String], _ code: Code?) {
        for name in names where persons[name] == nil { persons[name] = code }
    }

    mutating func add(persons names: [String], _ code: Code?) {
        for name in names {
            persons[name] = code
            guard let last = name.split(separator: " ").last.map(String.init), !Self.common.contains(last) else {
                continue
            }
            if let other = surnames[last], other != code { surnames[last] = nil } else { surnames[last] = code }
        }
    }

    private static let common: Set<String> = [
        "Johnson", "Brown", "Major", "May", "Harris", "Rice", "Powell", "Graham", "Miller", "Price", "Nelson", "Ross",
        "Wallace",
        "Carter", "Cooper", "Lew", "Hunt", "Costa", "Lee", "Kim", "Li", "Wang", "Park", "Taylor", "Morrison", "Harper",
        "Payne",
        "Peters", "Wong", "Michel",
    ]

    /// What is known of each name as written.
    var names: [String: NameEntry] {
        var names: [String: NameEntry] = [:]
        for (name, code) in places { names[name, default: NameEntry()].place = code }
        for (name, code) in homes { names[name, default: NameEntry()].home = code }
        for (name, code) in persons { names[name, default: NameEntry()].person = code }
        for (name, code) in surnames { names[name, default: NameEntry()].surname = code }
        return names
    }

    struct NameEntry: Sendable {
        var place: Code?
        var home: Code?
        var person: Code?
        var surname: Code?
    }

    /// The name of an institution as it is looked up.
    static func key(_ name: String) -> String {
        let lower = name.lowercased()
        return lower.hasPrefix("the ") ? String(lower.dropFirst(4)) : lower
    }

    /// Whether many bodies have the name, so that words beside it tell which one is meant.
    static func isShared(_ name: Spelling) -> Bool {
        ["council", "commission", "union", "parliament", "committee", "assembly", "bloc"].contains(name)
    }

    /// The one who made a law or resolution, by its name.
    func maker(of law: String) -> Code? {
        rules.first { law == $0.name || law.hasPrefix($0.name + " ") || law.hasSuffix(" " + $0.name) }?.code
    }
}
