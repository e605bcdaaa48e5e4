internal import FoundationEssentials

/// Makes inputs from a seed, and says for how long to go on.
///
/// The tests run a fixed number of rounds. For a longer search `Tests/fuzz SECONDS` sets `INTERDICT_FUZZ_SECONDS` (how
/// long each target runs) and, to get other inputs or those of a report again, `INTERDICT_FUZZ_SEED`.
package struct Fuzzer {
    package var random: SplitMix
    package let seed: UInt64
    private let deadline: ContinuousClock.Instant?
    private var rounds: Int

    package init(rounds: Int) {
        let environment = ProcessInfo.processInfo.environment
        seed = environment["INTERDICT_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        let seconds = environment["INTERDICT_FUZZ_SECONDS"].flatMap(Double.init)
        deadline = seconds.map { .now + .seconds($0) }
        random = SplitMix(seed: seed)
        self.rounds = rounds
    }

    /// Whether there is another round.
    package mutating func goesOn() -> Bool {
        rounds -= 1
        return deadline.map { .now < $0 } ?? (rounds >= 0)
    }

    /// One of the pieces after another, with some characters of any kind between them.
    package mutating func soup(_ pieces: [String], atMost count: Int) -> String {
        var text = ""
        for _ in 0..<random.below(count + 1) {
            text += random.chance(0.85) ? pieces[random.below(pieces.count)] : String(scalar())
        }
        return text
    }

    /// Any character: mostly ASCII, some from where composition, controls and ends of planes are.
    package mutating func scalar() -> Unicode.Scalar {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0x20...0x7E, 0x00...0xFF, 0x300...0x36F, 0x400...0x4FF, 0x600...0x6FF, 0x1100...0x11FF,
            0x1E00...0x1FFF, 0x2000...0x2FFF, 0xAC00...0xAC40, 0xFB00...0xFFFF, 0x1F300...0x1F6FF, 0x10FFF0...0x10FFFF,
        ]
        let range = ranges[random.below(ranges.count)]
        return Unicode.Scalar(range.lowerBound + UInt32(random.below(range.count))) ?? "\u{FFFD}"
    }

    /// The bytes with a few of them changed, put in, taken out or repeated.
    package mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(4) {
            let place = random.below(bytes.count + 1)
            switch random.below(5) {
            case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(random.below(8))
            case 1 where place < bytes.count: bytes[place] = UInt8(random.below(256))
            case 2: bytes.insert(UInt8(random.below(256)), at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + random.below(20)))
            default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + random.below(20))], at: place)
            }
        }
        return bytes
    }
}
