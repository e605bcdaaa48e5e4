/// Keccak-256 as Ethereum uses it: the padding is that of the contest's Keccak, not of SHA-3 (FIPS 202).
enum Keccak {
    private static let rounds: [UInt64] = [
        0x0000_0000_0000_0001, 0x0000_0000_0000_8082, 0x8000_0000_0000_808A, 0x8000_0000_8000_8000,
        0x0000_0000_0000_808B, 0x0000_0000_8000_0001, 0x8000_0000_8000_8081, 0x8000_0000_0000_8009,
        0x0000_0000_0000_008A, 0x0000_0000_0000_0088, 0x0000_0000_8000_8009, 0x0000_0000_8000_000A,
        0x0000_0000_8000_808B, 0x8000_0000_0000_008B, 0x8000_0000_0000_8089, 0x8000_0000_0000_8003,
        0x8000_0000_0000_8002, 0x8000_0000_0000_0080, 0x0000_0000_0000_800A, 0x8000_0000_8000_000A,
        0x8000_0000_8000_8081, 0x8000_0000_0000_8080, 0x0000_0000_8000_0001, 0x8000_0000_8000_8008,
    ]
    /// Where the lanes go in the step that moves them, and how far they turn.
    private static let lanes = [
        10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
    ]
    private static let turns: [UInt64] = [
        1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
    ]
    private static let rate = 136

    /// The 32 bytes of the hash.
    static func hash(_ bytes: some Collection<UInt8>) -> [UInt8] {
        var padded = Array(bytes) + [1]
        padded += [UInt8](repeating: 0, count: (rate - padded.count % rate) % rate)
        padded[padded.count - 1] |= 0x80
        var state = [UInt64](repeating: 0, count: 25)
        for block in stride(from: 0, to: padded.count, by: rate) {
            for offset in 0..<rate {
                state[offset / 8] ^= UInt64(padded[block + offset]) << UInt64(offset % 8 * 8)
            }
            permute(&state)
        }
        return (0..<32).map { UInt8(truncatingIfNeeded: state[$0 / 8] >> UInt64($0 % 8 * 8)) }
    }

    private static func permute(_ state: inout [UInt64]) {
        for round in rounds {
            var columns = Array(state[..<5])
            for lane in 5..<25 { columns[lane % 5] ^= state[lane] }
            for lane in 0..<25 {
                state[lane] ^= columns[(lane + 4) % 5] ^ turned(columns[(lane + 1) % 5], by: 1)
            }
            var moved = state[1]
            for (lane, turn) in zip(lanes, turns) { (state[lane], moved) = (turned(moved, by: turn), state[lane]) }
            for row in stride(from: 0, to: 25, by: 5) {
                let old = Array(state[row..<row + 5])
                for lane in 0..<5 { state[row + lane] = old[lane] ^ (~old[(lane + 1) % 5] & old[(lane + 2) % 5]) }
            }
            state[0] ^= round
        }
    }

    private static func turned(_ lane: UInt64, by bits: UInt64) -> UInt64 { lane << bits | lane >> (64 - bits) }
}
