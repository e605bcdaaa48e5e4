import Crypto

/// The checksums of formal identifiers.
enum CheckDigits {
    /// IMO ship numbers: seven digits, the last is that of the sum of the others times 7 to 2.
    static func isIMO(_ digits: String) -> Bool {
        let values = digits.compactMap(\.wholeNumberValue)
        guard values.count == 7, digits.count == 7 else { return false }
        return zip(values, stride(from: 7, to: 1, by: -1)).reduce(0) { $0 + $1.0 * $1.1 } % 10 == values[6]
    }

    /// ISO 17442: twenty letters and digits, which as a number leave 1 when divided by 97.
    static func isLEI(_ text: String) -> Bool {
        guard text.count == 20, text.suffix(2).allSatisfy({ $0.isASCII && $0.isNumber }) else { return false }
        var rest = 0
        for character in text {
            guard character.isASCII, let value = Int(String(character), radix: 36) else { return false }
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97
        }
        return rest == 1
    }

    private static let alphabet = Array("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")

    /// Base58Check, as in older Bitcoin and in Tron addresses: 25 bytes, the last four begin the double SHA-256 of the others.
    static func isBase58Check(_ text: String, versions: Set<UInt8>) -> Bool {
        var bytes = [UInt8](repeating: 0, count: 25)
        for character in text {
            guard var carry = alphabet.firstIndex(of: character) else { return false }
            for index in stride(from: 24, through: 0, by: -1) {
                carry += Int(bytes[index]) * 58
                bytes[index] = UInt8(carry & 0xFF)
                carry >>= 8
            }
            guard carry == 0 else { return false }
        }
        let once = Array(SHA256.hash(data: bytes[..<21]))
        return versions.contains(bytes[0]) && Array(SHA256.hash(data: once).prefix(4)) == Array(bytes[21...])
    }

    /// The checksum in the capitals of an Ethereum address (EIP-55); nil for one that is written in one case and has none.
    static func isEthereum(_ text: String) -> Bool? {
        let digits = Array(text.dropFirst(2).utf8)
        let letters = digits.filter { $0 > 0x39 }
        guard letters.contains(where: { $0 >= 0x61 }), letters.contains(where: { $0 < 0x61 }) else { return nil }
        let hash = Keccak.hash(digits.map { $0 > 0x39 ? $0 | 0x20 : $0 })
        return digits.indices.allSatisfy { index in
            let nibble = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
            return digits[index] <= 0x39 || (digits[index] < 0x61) == (nibble > 7)
        }
    }

    /// Bech32 and bech32m of newer Bitcoin addresses (BIP 173 and 350).
    static func isBech32(_ text: String) -> Bool {
        let charset = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
        guard text.hasPrefix("bc1"), 14...74 ~= text.count else { return false }
        var values = [3, 3, 0, 2, 3]
        for character in text.dropFirst(3) {
            guard let value = charset.firstIndex(of: character) else { return false }
            values.append(value)
        }
        var sum = 1
        for value in values {
            let top = sum >> 25
            sum = (sum & 0x1FF_FFFF) << 5 ^ value
            for (bit, generator) in [0x3B6A_57B2, 0x2650_8E6D, 0x1EA1_19FA, 0x3D42_33DD, 0x2A14_62B3].enumerated()
            where top >> bit & 1 == 1 { sum ^= generator }
        }
        return sum == 1 || sum == 0x2BC8_30A3
    }
}
