/// The label weights of the features, found by the upper halves of their hashes.
///
/// Most features of a text are not in the model: a filter of bits that fits into the processor's cache says so for nine of
/// ten before the table is touched.
@safe final class RowTable: @unchecked Sendable {
    // Sendable: the memory is written by the initialiser alone.

    typealias Row = SIMD32<Int16>

    private let filter: UnsafeMutablePointer<UInt64>
    private let slots: UnsafeMutablePointer<UInt64>
    private let rows: UnsafeMutablePointer<Row>
    private let mask: Int
    private let filterMask: UInt32

    /// Makes the table of features with keys in ascending order.
    init(keys: [UInt32], rows given: [Row]) {
        var size = 1024
        while size < keys.count * 2 { size *= 2 }
        mask = size - 1
        filterMask = UInt32(clamping: size * 8 - 1)
        unsafe filter = .allocate(capacity: size / 8)
        unsafe slots = .allocate(capacity: size)
        unsafe rows = .allocate(capacity: max(1, given.count))
        unsafe filter.initialize(repeating: 0, count: size / 8)
        unsafe slots.initialize(repeating: 0, count: size)
        for (index, row) in given.enumerated() { unsafe (rows + index).initialize(to: row) }
        for (index, key) in keys.enumerated() {
            let bit = RowView.bit(key) & filterMask
            unsafe filter[Int(bit >> 6)] |= 1 << UInt64(bit & 63)
            var at = Int(key) & mask
            while unsafe slots[at] != 0 { at = (at + 1) & mask }
            unsafe slots[at] = UInt64(key) << 32 | UInt64(index + 1)
        }
    }

    deinit {
        unsafe filter.deallocate()
        unsafe slots.deallocate()
        unsafe rows.deallocate()
    }

    func row(_ index: Int) -> Row { unsafe rows[index] }

    /// The table as it is read.
    var view: RowView {
        unsafe RowView(filter: filter, slots: slots, rows: rows, mask: mask, filterMask: filterMask)
    }
}

/// What lookups need of a ``RowTable``, which must outlive it.
///
/// Pointers alone, so that no lookup counts references.
@safe struct RowView: @unchecked Sendable {
    // Sendable: nobody writes to the memory.

    fileprivate let filter: UnsafeMutablePointer<UInt64>
    fileprivate let slots: UnsafeMutablePointer<UInt64>
    fileprivate let rows: UnsafeMutablePointer<SIMD32<Int16>>
    fileprivate let mask: Int
    fileprivate let filterMask: UInt32

    /// Another mixture of the key's bits than the slot's, as neighbours would share both.
    @inline(__always)
    fileprivate static func bit(_ key: UInt32) -> UInt32 { (key &* 0x9E37_79B1) >> 4 }

    /// Adds the weights of the feature with the key, if there are any.
    @inline(__always)
    func add(_ key: UInt32, to sum: inout SIMD32<Int16>) {
        let bit = Self.bit(key) & filterMask
        guard unsafe filter[Int(bit >> 6)] >> UInt64(bit & 63) & 1 == 1 else { return }
        var at = Int(key) & mask
        while true {
            let slot = unsafe slots[at]
            if slot == 0 { return }
            if UInt32(truncatingIfNeeded: slot >> 32) == key {
                unsafe sum &+= rows[Int(slot & 0xFFFF_FFFF) - 1]
                return
            }
            at = (at + 1) & mask
        }
    }
}
