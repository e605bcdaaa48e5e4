/// What fits into 32 bits.
protocol Brief: Equatable, Sendable {
    var bits: UInt32 { get }
    init(bits: UInt32)
}

/// A list whose first elements stand in itself: lists of one to four, as most are, need no memory of their own.
struct ShortList<Element: Brief>: Sendable {
    private var low: UInt64 = 0
    private var high: UInt64 = 0
    private var rest: [UInt32] = []
    private(set) var count = 0

    init() {}

    @inline(__always)
    mutating func append(_ element: Element) {
        switch count {
        case 0: low = UInt64(element.bits)
        case 1: low |= UInt64(element.bits) << 32
        case 2: high = UInt64(element.bits)
        case 3: high |= UInt64(element.bits) << 32
        default: rest.append(element.bits)
        }
        count += 1
    }
}

extension ShortList: RandomAccessCollection, RangeReplaceableCollection {
    var startIndex: Int { 0 }
    @inline(__always)
    var endIndex: Int { count }

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index < count, "no element of the list")
        return switch index {
        case 0: Element(bits: UInt32(truncatingIfNeeded: low))
        case 1: Element(bits: UInt32(truncatingIfNeeded: low >> 32))
        case 2: Element(bits: UInt32(truncatingIfNeeded: high))
        case 3: Element(bits: UInt32(truncatingIfNeeded: high >> 32))
        default: Element(bits: rest[index - 4])
        }
    }

    mutating func replaceSubrange(_ range: Range<Int>, with elements: some Collection<Element>) {
        var changed = Array(self)
        changed.replaceSubrange(range, with: elements)
        self = ShortList()
        for element in changed { append(element) }
    }
}

extension ShortList: ExpressibleByArrayLiteral {
    @inline(__always)
    init(arrayLiteral elements: Element...) {
        self.init()
        for element in elements { append(element) }
    }
}

extension ShortList: Equatable {
    static func == (one: Self, other: Self) -> Bool {
        one.count == other.count && one.low == other.low && one.high == other.high && one.rest == other.rest
    }
}

extension Code: Brief {
    var bits: UInt32 { UInt32(number) }
    init(bits: UInt32) { number = UInt16(truncatingIfNeeded: bits) }
}

extension Int32: Brief {
    var bits: UInt32 { UInt32(bitPattern: self) }
    init(bits: UInt32) { self.init(bitPattern: bits) }
}

/// Countries and bodies, and mentions by their indices.
typealias Codes = ShortList<Code>
typealias Mentions = ShortList<Int32>
