/// The exponential function without a mathematics library, so that it gives the same bits everywhere.
package enum Exponential {
    /// e to the power, to about six digits; 0 below -80.
    @inline(__always)
    package static func value(_ power: Float) -> Float {
        guard power > -80 else { return 0 }
        let scaled = min(power, 80) * 1.442_695_04
        let whole = scaled.rounded(.down)
        let part = (scaled - whole) * 0.693_147_18
        let series =
            1 + part
            * (1 + part
                * (0.5 + part * (0.166_666_67 + part * (0.041_666_67 + part * (0.008_333_33 + part * 0.001_388_9)))))
        return Float(sign: .plus, exponent: Int(whole), significand: series)
    }

    /// e to the powers of a block.
    @inline(__always)
    package static func values(_ powers: SIMD8<Float>) -> SIMD8<Float> {
        let bounded = powers.clamped(lowerBound: .init(repeating: -80), upperBound: .init(repeating: 80))
        let scaled = bounded * 1.442_695_04
        let whole = scaled.rounded(.down)
        let part = (scaled - whole) * 0.693_147_18
        var series = part * 0.001_388_9 + 0.008_333_33
        series = series * part + 0.041_666_67
        series = series * part + 0.166_666_67
        series = series * part + 0.5
        series = series * part + 1
        series = series * part + 1
        let exponents = SIMD8<Int32>(whole) &+ 127
        return series * SIMD8<Float>(bits: exponents &<< 23)
    }
}

extension SIMD8<Float> {
    fileprivate init(bits: SIMD8<Int32>) {
        self.init()
        for index in 0..<8 { self[index] = Float(bitPattern: UInt32(bitPattern: bits[index])) }
    }
}
