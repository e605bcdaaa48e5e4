@_spi(_Unicode) import Swift

extension String {
    /// NFC by the standard library, always computed.
    var _composed: String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: _nfc)
        return String(result)
    }
}
