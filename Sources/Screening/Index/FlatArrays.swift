/// Many short byte strings in one array.
struct FlatBytes: Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var starts: [UInt32] = [0]

    init() {}

    init(bytes: [UInt8], starts: [UInt32]) {
        self.bytes = bytes
        self.starts = starts
    }

    var count: Int { starts.count - 1 }

    mutating func append(_ string: some Sequence<UInt8>) {
        bytes.append(contentsOf: string)
        starts.append(UInt32(bytes.count))
    }

    func range(_ place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

    subscript(place: Int) -> ArraySlice<UInt8> { bytes[range(place)] }

    func string(_ place: Int) -> String { String(decoding: self[place], as: UTF8.self) }
}

/// Many short lists of numbers in one array.
struct FlatNumbers: Sendable {
    private(set) var values: [UInt32] = []
    private(set) var starts: [UInt32] = [0]

    init() {}

    init(values: [UInt32], starts: [UInt32]) {
        self.values = values
        self.starts = starts
    }

    init(_ lists: [[UInt32]]) {
        for list in lists { append(list) }
    }

    var count: Int { starts.count - 1 }

    mutating func append(_ list: some Sequence<UInt32>) {
        values.append(contentsOf: list)
        starts.append(UInt32(values.count))
    }

    func range(_ place: Int) -> Range<Int> { Int(starts[place])..<Int(starts[place + 1]) }

    subscript(place: Int) -> ArraySlice<UInt32> { values[range(place)] }
}

/// 64 bits of FNV-1a.
enum Hash64 {
    static func of(_ bytes: some Sequence<UInt8>, from start: UInt64 = 14_695_981_039_346_656_037) -> UInt64 {
        var hash = start
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
        return hash
    }
}

extension Array where Element: Comparable {
    /// The first place whose element isn't below a value, in a sorted array.
    func lowerBound(_ value: Element) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
