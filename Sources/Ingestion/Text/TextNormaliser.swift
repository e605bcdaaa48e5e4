@_spi(_Unicode) import Swift

/// Brings text into the form that every offset of the analysis counts in.
///
/// The form is NFC with `\n` as the only line end and without control characters but the tabulator. Text that is in it
/// already comes back as it is, so that offsets into clean text are offsets into what was sent.
///
/// - A byte order mark at the start is dropped.
/// - `\r\n`, `\r`, vertical tab, form feed, U+0085 and U+2028 become `\n`, U+2029 becomes `\n\n`.
/// - DEL and the C1 controls, which wrongly decoded text is full of, become a blank.
/// - NUL and the other C0 controls are refused: such a text is damaged or binary.
package struct TextNormaliser: Sendable {
    package init() {}

    /// The text in normal form.
    ///
    /// - Parameter text: Any text.
    /// - Returns: The normalised text.
    /// - Throws: ``ControlCharacter`` for a character that no article can hold.
    package func normalise(_ text: String) throws(ControlCharacter) -> String {
        switch TextCensus.isClean(text) {
        case .clean: return text
        case .uncomposed: return composed(text)
        case .unclean: return composed(try cleaned(text))
        }
    }

    private func composed(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: text._nfc)
        return String(result)
    }

    private func cleaned(_ text: String) throws(ControlCharacter) -> String {
        var result = String.UnicodeScalarView()
        var position = 0
        var wasReturn = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where wasReturn: break
            case 0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028: result.append("\n")
            case 0x2029: result.append(contentsOf: "\n\n".unicodeScalars)
            case 0x09: result.append("\t")
            case 0xFEFF where position == 0: break
            case 0..<0x20: throw ControlCharacter(scalar: scalar, position: position)
            case 0x7F...0x9F: result.append(" ")
            default: result.append(scalar)
            }
            wasReturn = scalar == "\r"
            position += 1
        }
        return String(result)
    }
}

/// A control character that no article can hold.
package struct ControlCharacter: Error, Sendable, Equatable {
    package let scalar: Unicode.Scalar
    /// Code points before it.
    package let position: Int

    /// Such as `U+0000`.
    package var name: String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}
