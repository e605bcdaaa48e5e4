/// Check digits and checksums of formal identifiers.
package enum CheckDigit {
    /// Whether the identifier's check digit holds; nil for a kind that has none.
    package static func isValid(_ kind: ListIdentifier.Kind, _ value: String) -> Bool? {
        switch kind {
        case .imo: imo(value)
        case .mmsi: value.utf8.count == 9 && value.utf8.allSatisfy(isDigit)
        case .lei: lei(value)
        default: nil
        }
    }

    /// IMO ship number: the last digit is the sum of the first six, weighted 7 to 2, modulo 10.
    static func imo(_ value: String) -> Bool {
        let digits = value.utf8.filter(isDigit).map { Int($0 - 0x30) }
        guard digits.count == 7 else { return false }
        let sum = zip(digits, (2...7).reversed()).reduce(0) { $0 + $1.0 * $1.1 }
        return sum % 10 == digits[6]
    }

    /// ISO 17442 with ISO 7064 MOD 97-10: letters count from 10, and the whole number leaves 1.
    static func lei(_ value: String) -> Bool {
        let letters = Array(value.uppercased().utf8)
        guard letters.count == 20 else { return false }
        var remainder = 0
        for letter in letters {
            switch letter {
            case 0x30...0x39: remainder = (remainder * 10 + Int(letter - 0x30)) % 97
            case 0x41...0x5A: remainder = (remainder * 100 + Int(letter - 0x37)) % 97
            default: return false
            }
        }
        return remainder == 1
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}
