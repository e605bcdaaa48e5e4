/// The hash of a text such as a feature's name, which may come in parts: the parts one after the other give the same as the whole.
///
/// Eight bytes at a time are multiplied and folded; what is left over waits for the next part.
package struct FeatureHash {
    private var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    private var pending: UInt64 = 0
    /// How many bits of `pending` are taken.
    private var filled: UInt64 = 0

    @inline(__always)
    private static func mixed(_ state: UInt64, _ word: UInt64) -> UInt64 {
        let product = (state ^ word) &* 0xD6E8_FEB8_6659_FD93
        return product ^ (product >> 32)
    }

    package init() {}

    @inline(__always)
    package mutating func add(_ text: String) {
        let isDone: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { unsafe add($0) }
        if isDone == nil { for byte in text.utf8 { push(UInt64(byte), bits: 8) } }
    }

    /// Adds a code point of a text that is no string; all its points must come so.
    @inline(__always)
    mutating func add(_ scalar: Unicode.Scalar) { push(UInt64(scalar.value), bits: 32) }

    @inline(__always)
    private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
        let raw = UnsafeRawBufferPointer(bytes)
        var at = 0
        while at + 8 <= raw.count {
            unsafe push(UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)), bits: 64)
            at += 8
        }
        if at + 4 <= raw.count {
            unsafe push(UInt64(UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self))), bits: 32)
            at += 4
        }
        while at < raw.count {
            unsafe push(UInt64(raw[at]), bits: 8)
            at += 1
        }
    }

    @inline(__always)
    private mutating func push(_ word: UInt64, bits: UInt64) {
        pending |= word &<< filled
        let total = filled + bits
        if total < 64 {
            filled = total
        } else {
            state = Self.mixed(state, pending)
            pending = filled == 0 ? 0 : word &>> (64 - filled)
            filled = total - 64
        }
    }

    package var value: UInt64 {
        let last = Self.mixed(Self.mixed(state, pending), filled) &* 0x9E37_79B9_7F4A_7C15
        return last ^ (last >> 29)
    }
}
