/// The names of what is seen, as hashes; the names themselves only where somebody learns or reads them.
///
/// A name is put together of parts, so that a worker never builds the strings (``NameHash``).
struct FeatureList: Sendable {
    private(set) var keys: [UInt64] = []
    private(set) var names: [String] = []
    /// Features with a value of their own; all others count one.
    private(set) var numbers: [(key: UInt64, name: String, value: Double)] = []
    private let keepsNames: Bool
    /// The only features that are kept, each once; nil for all.
    private let wanted: [UInt64]?

    init(keepsNames: Bool, only wanted: [UInt64]? = nil) {
        self.keepsNames = keepsNames
        self.wanted = wanted
        keys.reserveCapacity(256)
    }

    init(names: [String], numbers: [(name: String, value: Double)] = []) {
        self.init(keepsNames: true)
        for name in names { keep(NameHash(name)) { name } }
        for number in numbers { add(number.name, value: number.value) }
    }

    /// Whether only some features are kept, each once.
    var isChoosing: Bool { wanted != nil }

    /// Empties the list for the next use of its room.
    mutating func removeAll() {
        keys.removeAll(keepingCapacity: true)
        names.removeAll(keepingCapacity: true)
        numbers.removeAll(keepingCapacity: true)
    }

    mutating func add(_ name: String, value: Double) { numbers.append((NameHash(name).spread, name, value)) }

    /// Takes the feature, unless others are wanted.
    @inline(__always)
    private mutating func keep(_ hash: NameHash, _ name: () -> String) {
        let key = hash.spread
        if let wanted, !wanted.contains(key) || keys.contains(key) { return }
        keys.append(key)
        if keepsNames { names.append(name()) }
    }

    // A function for each form of name: parameter packs are not specialised, which costs as much as the hashing.

    @inline(__always)
    mutating func add(_ name: FeatureName) { keep(name.nameHash) { name.partName } }

    @inline(__always)
    mutating func add<A: FeaturePart>(_ name: FeatureName, _ a: A) {
        keep(name.nameHash + a.nameHash) { name.partName + a.partName }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart>(_ name: FeatureName, _ a: A, _ sign: FeatureName, _ b: B) {
        keep(name.nameHash + a.nameHash + sign.nameHash + b.nameHash) {
            name.partName + a.partName + sign.partName + b.partName
        }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart, C: FeaturePart>(
        _ name: FeatureName,
        _ a: A,
        _ sign: FeatureName,
        _ b: B,
        _ next: FeatureName,
        _ c: C
    ) {
        keep(name.nameHash + a.nameHash + sign.nameHash + b.nameHash + next.nameHash + c.nameHash) {
            name.partName + a.partName + sign.partName + b.partName + next.partName + c.partName
        }
    }

    @inline(__always)
    mutating func add<A: FeaturePart>(of a: A) { keep(a.nameHash) { a.partName } }

    @inline(__always)
    mutating func add<A: FeaturePart>(of a: A, _ name: FeatureName) {
        keep(a.nameHash + name.nameHash) { a.partName + name.partName }
    }

    @inline(__always)
    mutating func add<A: FeaturePart, B: FeaturePart>(of a: A, _ sign: FeatureName, _ b: B) {
        keep(a.nameHash + sign.nameHash + b.nameHash) { a.partName + sign.partName + b.partName }
    }
}
