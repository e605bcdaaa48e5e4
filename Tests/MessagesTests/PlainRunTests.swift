import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(5)))
struct PlainRunTests {
    @Test func `a run ends exactly at the first byte that must be escaped`() {
        for byte in UInt8.min...UInt8.max {
            let isSpecial = byte < 0x20 || byte == 0x22 || byte == 0x5C
            for place in 0..<20 {
                var bytes = [UInt8](repeating: 0xC3, count: 21)
                bytes[place] = byte
                let end = unsafe bytes.withUnsafeBufferPointer { unsafe PlainRun.end(in: $0, from: 0) }
                #expect(end == (isSpecial ? place : 21), "byte \(byte) at \(place)")
            }
        }
    }

    @Test func `a run begins where it is told to`() {
        let bytes = Array("\"\"\"\"\"\"\"\"\"abcdefgh\\".utf8)
        let end = unsafe bytes.withUnsafeBufferPointer { unsafe PlainRun.end(in: $0, from: 9) }
        #expect(end == 17)
    }
}
