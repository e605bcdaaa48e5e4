import Testing

@testable import Messages

/// SplitMix64: the same values for the same seed.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite(.timeLimit(.minutes(5)))
struct JSONPropertyTests {
    @Test(arguments: 0..<8)
    func `what is written is read as the same value`(seed: Int) throws {
        var random = Seeded(state: UInt64(seed))
        for _ in 0..<300 {
            let value = anyValue(depth: 4, &random)
            let read = try JSONParser.parse(value.json)
            #expect(read == value)
            #expect(read.json == value.json)
        }
    }

    @Test(arguments: 0..<8)
    func `a text with a wrong byte is refused with a place, or is another value`(seed: Int) {
        var random = Seeded(state: UInt64(100 + seed))
        for _ in 0..<300 {
            var bytes = anyValue(depth: 4, &random).json
            for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: index)
                default: bytes.removeLast(bytes.count - index)
                }
            }
            do throws(JSONError) {
                let value = try JSONParser.parse(bytes)
                #expect(try JSONParser.parse(value.json) == value)
            } catch {
                #expect(!error.place.isEmpty && !error.reason.isEmpty)
            }
        }
    }

    private func anyValue(depth: Int, _ random: inout Seeded) -> JSONValue {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .number(Double(Int.random(in: -1_000_000...1_000_000, using: &random)))
        case 3: .number(finite(Double(bitPattern: UInt64.random(in: 0...UInt64.max, using: &random))))
        case 4: .string(anyText(&random))
        case 5:
            .array((0..<Int.random(in: 0...4, using: &random)).map { _ in anyValue(depth: depth - 1, &random) })
        default:
            .object(
                (0..<Int.random(in: 0...4, using: &random)).map { index in
                    .init(name: "\(index)\(anyText(&random))", value: anyValue(depth: depth - 1, &random))
                }
            )
        }
    }

    /// Zero in place of what JSON can't hold; minus zero is written as zero.
    private func finite(_ number: Double) -> Double { number.isFinite && number != 0 ? number : 0 }

    private func anyText(_ random: inout Seeded) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...8, using: &random) {
            let ranges: [ClosedRange<UInt32>] = [0...0x7F, 0x80...0xD7FF, 0xE000...0xFFFF, 0x1_0000...0x10_FFFF]
            let range = ranges.randomElement(using: &random) ?? 0...0x7F
            guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &random)) else { continue }
            text.unicodeScalars.append(scalar)
        }
        return text
    }
}
