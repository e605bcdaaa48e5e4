import Messages

/// An enumeration whose cases' names are parts of features' names.
protocol FeatureEnumeration: FeaturePart, CaseIterable {
    static var hashes: [NameHash] { get }
    /// The place among all cases.
    var place: Int { get }
}

extension FeatureEnumeration {
    @inline(__always)
    var nameHash: NameHash { Self.hashes[place] }
}

// The names of the cases are parts of the names that the model was trained with: a case that is called otherwise must be
// called so in the model's file too, or the model be trained anew.

extension Frame: FeatureEnumeration {
    private static let names = allCases.map { "\($0)" }
    static let hashes = names.map(NameHash.init)
    @inline(__always)
    var place: Int { Int(rawValue) }
    var partName: String { Self.names[place] }
}

extension Candidate.Source: FeatureEnumeration {
    private static let names = allCases.map { "\($0)" }
    static let hashes = names.map(NameHash.init)
    @inline(__always)
    var place: Int { Int(rawValue) }
    var partName: String { Self.names[place] }
}

extension VerbGroup.Modal: FeatureEnumeration {
    static let hashes = allCases.map { NameHash($0.partName) }
    @inline(__always)
    var place: Int { Int(rawValue) }
    var partName: String { "\(self)" }
}

extension RoleSource: FeatureEnumeration {
    static let hashes = allCases.map { NameHash($0.partName) }
    @inline(__always)
    var place: Int { Int(rawValue) }
    /// `governorSubject` is "governor-subject", `article0` is "article-0".
    var partName: String {
        "\(self)".reduce(into: "") { name, letter in
            if letter.isUppercase || letter.isNumber { name += "-" }
            name += letter.lowercased()
        }
    }
}

extension Action: FeatureEnumeration {
    static let hashes = allCases.map { NameHash($0.rawValue) }
    var place: Int {
        switch self {
        case .imposed: 0
        case .expanded: 1
        case .planned: 2
        case .threatened: 3
        case .calledFor: 4
        case .eased: 5
        case .rejected: 6
        case .violated: 7
        case .enforced: 8
        case .inForce: 9
        }
    }
    var partName: String { rawValue }
}

extension Measure: FeatureEnumeration {
    static let hashes = allCases.map { NameHash($0.rawValue) }
    var place: Int {
        switch self {
        case .designation: 0
        case .travelBan: 1
        case .armsEmbargo: 2
        case .exportControl: 3
        case .importBan: 4
        case .tradeEmbargo: 5
        case .financial: 6
        case .energy: 7
        case .shipping: 8
        case .aviation: 9
        case .unspecified: 10
        }
    }
    var partName: String { rawValue }
}

extension EntityKind: FeatureEnumeration {
    static let hashes = allCases.map { NameHash($0.rawValue) }
    var place: Int {
        switch self {
        case .person: 0
        case .organization: 1
        case .place: 2
        case .nationality: 3
        case .vessel: 4
        case .aircraft: 5
        case .law: 6
        }
    }
    var partName: String { rawValue }
}

extension WordClass {
    /// Its classes one by one.
    var members: Members { Members(rest: rawValue) }

    /// One class.
    struct Member: FeaturePart {
        let bit: Int

        @inline(__always)
        var nameHash: NameHash { WordClass.hashes[bit] }
        var partName: String { WordClass.names.first { $0.1.rawValue == 1 << UInt64(bit) }?.0 ?? "" }
    }

    struct Members: Sequence, IteratorProtocol {
        fileprivate var rest: UInt64

        mutating func next() -> Member? {
            guard rest != 0 else { return nil }
            defer { rest &= rest - 1 }
            return Member(bit: rest.trailingZeroBitCount)
        }
    }

    private static let hashes = (0..<64).map { NameHash(Member(bit: $0).partName) }
}
