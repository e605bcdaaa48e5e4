/// Finds the end of a run of string bytes that JSON writes as they are.
enum PlainRun {
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// The index of the first quotation mark, backslash or control character, or the count where there is none.
    ///
    /// Eight bytes at a step, by the usual tests for a zero byte in a word; only where one of them strikes are single
    /// bytes looked at.
    static func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        let raw = UnsafeRawBufferPointer(bytes)
        var index = start
        while index + 8 <= raw.count {
            let word = unsafe raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            let quote = word ^ (ones &* 0x22)
            let backslash = word ^ (ones &* 0x5C)
            let control = (word &- ones &* 0x20) & ~word
            let found = control | ((quote &- ones) & ~quote) | ((backslash &- ones) & ~backslash)
            if found & highs != 0 { break }
            index += 8
        }
        while index < raw.count, unsafe raw[index] >= 0x20, unsafe raw[index] != 0x22, unsafe raw[index] != 0x5C {
            index += 1
        }
        return index
    }
}
