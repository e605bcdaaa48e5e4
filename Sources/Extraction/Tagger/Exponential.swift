/// The exponential function without a mathematics library, so that it gives the same bits everywhere.
package enum Exponential {
    /// e to the power, to about six digits; next to 0 below -80.
    @inline(__always)
    package static func value(_ power: Float) -> Float {
        values(SIMD8(repeating: power))[0]
    }

    /// e to the powers of a block, bounded to ±80.
    @inline(__always)
    package static func values(_ powers: SIMD8<Float>) -> SIMD8<Float> {
        var bounded = powers
        bounded.replace(with: SIMD8(repeating: -80), where: powers .< -80)
        bounded.replace(with: SIMD8(repeating: 80), where: powers .> 80)
        let scaled = bounded * 1.442_695_04
        // Adding a large number rounds to a whole one and leaves it in the lowest bits.
        let shifted = scaled + 12_582_912
        let part = (scaled - (shifted - 12_582_912)) * 0.693_147_18
        var series = part * 0.001_388_9 + 0.008_333_33
        series = series * part + 0.041_666_67
        series = series * part + 0.166_666_67
        series = series * part + 0.5
        series = series * part + 1
        series = series * part + 1
        let exponents = (unsafe unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &- 0x4B40_0000) &<< 23
        return unsafe unsafeBitCast(
            unsafe unsafeBitCast(series, to: SIMD8<UInt32>.self) &+ exponents,
            to: SIMD8<Float>.self
        )
    }
}

extension SIMD8<Float> {
    /// The sum of the eight, by halves: a vector operation where `sum()` is a loop.
    @inline(__always)
    var total: Float {
        let four = lowHalf + highHalf
        let two = four.lowHalf + four.highHalf
        return two[0] + two[1]
    }

    /// The greater of each pair.
    @inline(__always)
    func greater(_ other: SIMD8<Float>) -> SIMD8<Float> {
        replacing(with: other, where: other .> self)
    }

    /// The greatest of the eight.
    @inline(__always)
    var greatest: Float {
        let four = lowHalf.replacing(with: highHalf, where: highHalf .> lowHalf)
        return Swift.max(Swift.max(four[0], four[1]), Swift.max(four[2], four[3]))
    }
}
