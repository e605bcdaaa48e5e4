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
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars[offsets])
        return String(view)
    }

    package subscript(_ token: Token) -> String { self[token.offsets] }
}
