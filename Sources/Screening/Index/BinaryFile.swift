/// Writes arrays of numbers as they lie in memory, each after its length.
///
/// The files are read on the kind of machine that wrote them; the header's byte-order mark tells another kind.
struct BinaryWriter {
    private(set) var bytes: [UInt8] = []

    mutating func array<Number: BitwiseCopyable>(_ values: [Number]) {
        scalar(UInt64(values.count))
        unsafe values.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    }

    mutating func scalar(_ value: UInt64) {
        for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func flat(_ strings: FlatBytes) {
        array(strings.bytes)
        array(strings.starts)
    }

    mutating func flat(_ lists: FlatNumbers) {
        array(lists.values)
        array(lists.starts)
    }
}

/// Reads what ``BinaryWriter`` wrote; a file that is cut short or damaged gives an error, never a trap.
struct BinaryReader {
    struct Damaged: Error {}

    private let bytes: [UInt8]
    private var at: Int

    init(_ bytes: [UInt8], at: Int) {
        self.bytes = bytes
        self.at = at
    }

    mutating func scalar() throws(Damaged) -> UInt64 {
        guard at + 8 <= bytes.count else { throw Damaged() }
        var value: UInt64 = 0
        for place in (0..<8).reversed() { value = value << 8 | UInt64(bytes[at + place]) }
        at += 8
        return value
    }

    mutating func array<Number: BitwiseCopyable>(_ type: Number.Type, zero: Number) throws(Damaged) -> [Number] {
        let count = try scalar()
        let size = MemoryLayout<Number>.stride
        guard count <= UInt64((bytes.count - at) / size) else { throw Damaged() }
        let length = Int(count) * size
        var values = [Number](repeating: zero, count: Int(count))
        let range = at..<at + length
        unsafe values.withUnsafeMutableBytes { target in
            unsafe bytes.withUnsafeBytes { source in
                unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[range]))
            }
        }
        at += length
        return values
    }

    /// Strings whose places were checked to lie in their bytes.
    mutating func flatBytes() throws(Damaged) -> FlatBytes {
        let bytes = try array(UInt8.self, zero: 0)
        return FlatBytes(bytes: bytes, starts: try starts(upTo: bytes.count))
    }

    mutating func flatNumbers() throws(Damaged) -> FlatNumbers {
        let values = try array(UInt32.self, zero: 0)
        return FlatNumbers(values: values, starts: try starts(upTo: values.count))
    }

    private mutating func starts(upTo count: Int) throws(Damaged) -> [UInt32] {
        let starts = try array(UInt32.self, zero: 0)
        guard starts.first == 0, starts.last == UInt32(count), zip(starts, starts.dropFirst()).allSatisfy({ $0 <= $1 })
        else { throw Damaged() }
        return starts
    }
}
