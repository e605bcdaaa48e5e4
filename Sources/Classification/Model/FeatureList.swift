/// The names of what is seen, as hashes; the names themselves only where somebody learns or reads them.
///
/// A name is put together of parts, and the hash of the parts one after the other is the hash of the name, so that a
/// worker never builds the strings.
struct FeatureList: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var names: [String] = []
    /// Features with a value of their own; all others count one.
    private(set) var numbers: [(key: UInt64, name: String, value: Double)] = []
    private let keepsNames: Bool

    init(keepsNames: Bool) {
        self.keepsNames = keepsNames
        keys.reserveCapacity(128)
    }

    init(names: [String], numbers: [(name: String, value: Double)] = []) {
        self.init(keepsNames: true)
        for name in names { add(name) }
        for number in numbers { add(number.name, value: number.value) }
    }

    mutating func add(_ name: String, value: Double) {
        var hash = FNV()
        hash.add(name)
        numbers.append((hash.value, name, value))
    }

    mutating func add<each Part: FeaturePart>(_ part: repeat each Part) {
        var hash = FNV()
        repeat (each part).add(to: &hash)
        keys.append(hash.value)
        guard keepsNames else { return }
        var name = ""
        repeat name += (each part).name
        names.append(name)
    }
}

/// What a feature's name can be made of.
protocol FeaturePart {
    var name: String { get }
    func add(to hash: inout FNV)
}

extension FeaturePart {
    func add(to hash: inout FNV) { hash.add(name) }
}

extension String: FeaturePart {
    var name: String { self }
}

extension Bool: FeaturePart {
    var name: String { self ? "true" : "false" }
}

extension Int: FeaturePart {
    var name: String { String(self) }
}
