package import Messages

/// A text as an array of Unicode code points, so that offsets into it are cheap.
package struct SourceText: Sendable {
    package let scalars: [Unicode.Scalar]

    package init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    package var count: Int { scalars.count }

    /// The text between two code point offsets; offsets outside the text are clamped.
    package subscript(_ offsets: Offsets) -> String {
        let offsets = offsets.clamped(to: 0..<scalars.count)
        if let text = ascii(offsets) { return text }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[offsets])
        return String(view)
    }

    /// The text where it is of ASCII alone, as most is; nil elsewhere.
    private func ascii(_ offsets: Offsets) -> String? {
        guard scalars[offsets].allSatisfy(\.isASCII) else { return nil }
        return unsafe String(unsafeUninitializedCapacity: offsets.count) { buffer in
            for (place, scalar) in scalars[offsets].enumerated() {
                unsafe buffer[place] = UInt8(truncatingIfNeeded: scalar.value)
            }
            return offsets.count
        }
    }

    package subscript(_ token: Token) -> String { self[token.offsets] }
}
