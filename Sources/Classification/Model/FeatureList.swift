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
    /// The only features that are kept; nil for all.
    private let wanted: Set<UInt64>?

    init(keepsNames: Bool, only wanted: Set<UInt64>? = nil) {
        self.keepsNames = keepsNames
        self.wanted = wanted
        keys.reserveCapacity(128)
    }

    init(names: [String], numbers: [(name: String, value: Double)] = []) {
        self.init(keepsNames: true)
        for name in names { add(name) }
        for number in numbers { add(number.name, value: number.value) }
    }

    mutating func add(_ name: String, value: Double) {
        var hash = FeatureHash()
        hash.add(name)
        numbers.append((hash.value, name, value))
    }

    /// Takes the feature, unless others are wanted.
    @inline(__always)
    private mutating func keeps(_ key: UInt64) -> Bool {
        if let wanted, !wanted.contains(key) { return false }
        keys.append(key)
        return true
    }

    @inline(__always)
    mutating func add(_ name: String) {
        var hash = FeatureHash()
        hash.add(name)
        guard keeps(hash.value) else { return }
        if keepsNames { names.append(name) }
    }

    // One function for each number of parts: parameter packs are not specialised, which costs as much as the hashing.

    @inline(__always)
    mutating func add<A: FeaturePart>(_ name: String, _ a: A) {
        var hash = FeatureHash()
        hash.add(name)
        a.add(to: &hash)
        guard keeps(hash.value) else { return }
        if keepsNames { names.append(name + a.name) }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart>(_ name: String, _ a: A, _ b: B) {
        var hash = FeatureHash()
        hash.add(name)
        a.add(to: &hash)
        b.add(to: &hash)
        guard keeps(hash.value) else { return }
        if keepsNames { names.append(name + a.name + b.name) }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart, C: FeaturePart>(_ name: String, _ a: A, _ b: B, _ c: C) {
        var hash = FeatureHash()
        hash.add(name)
        a.add(to: &hash)
        b.add(to: &hash)
        c.add(to: &hash)
        guard keeps(hash.value) else { return }
        if keepsNames { names.append(name + a.name + b.name + c.name) }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart, C: FeaturePart, D: FeaturePart>(
        _ name: String,
        _ a: A,
        _ b: B,
        _ c: C,
        _ d: D
    ) {
        var hash = FeatureHash()
        hash.add(name)
        a.add(to: &hash)
        b.add(to: &hash)
        c.add(to: &hash)
        d.add(to: &hash)
        guard keeps(hash.value) else { return }
        if keepsNames { names.append(name + a.name + b.name + c.name + d.name) }
    }
}

/// What a feature's name can be made of.
protocol FeaturePart {
    var name: String { get }
    func add(to hash: inout FeatureHash)
}

extension FeaturePart {
    @inline(__always)
    func add(to hash: inout FeatureHash) { hash.add(name) }
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
