/// A value that is written as one word in a pipeline file.
protocol Setting: Sendable {
    /// What a right value looks like, for error messages: "a whole number".
    static var expectation: String { get }
    /// Nil where the text is no such value.
    init?(setting: String)
}

extension Int: Setting {
    static let expectation = "a whole number"
    init?(setting: String) { self.init(setting) }
}

extension Bool: Setting {
    static let expectation = "true or false"
    init?(setting: String) { self.init(setting) }
}

extension Duration: Setting {
    static let expectation = "a duration such as 500ms, 30s, 5m or 1h"

    init?(setting: String) {
        guard let (number, unit) = splitUnit(setting) else { return nil }
        switch unit {
        case "ms": self = .milliseconds(number)
        case "s": self = .seconds(number)
        case "m": self = .seconds(number * 60)
        case "h": self = .seconds(number * 3600)
        default: return nil
        }
    }
}

extension Duration {
    /// A duration as pipeline files have it, such as `500ms` or `30s`; a bare number counts seconds.
    package init?(text: String) {
        if let seconds = Double(text), seconds.isFinite, abs(seconds) < 1e9 {
            self = .milliseconds(Int(seconds * 1000))
        } else {
            self.init(setting: text)
        }
    }
}

/// A number of bytes, written `2MB` (decimal) or `2MiB` (binary); a bare number counts bytes.
package struct ByteCount: RawRepresentable, Hashable, Comparable, Sendable {
    package let rawValue: Int
    package init(rawValue: Int) { self.rawValue = rawValue }
    package static func < (left: ByteCount, right: ByteCount) -> Bool { left.rawValue < right.rawValue }
}

extension ByteCount: Setting, CustomStringConvertible {
    package static let expectation = "a size such as 500KB, 2MB, 4GB or 512MiB"

    private static let units: [(name: String, size: Int)] = [
        ("", 1), ("B", 1), ("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000),
        ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("TiB", 1 << 40),
    ]

    package init?(setting: String) {
        guard let (number, unit) = splitUnit(setting) else { return nil }
        guard let size = ByteCount.units.first(where: { $0.name == unit })?.size else { return nil }
        let bytes = number * Double(size)
        guard bytes < 0x1p62 else { return nil }
        self.init(rawValue: Int(bytes))
    }

    package var description: String {
        let fitting = ByteCount.units.filter { $0.size > 1 && rawValue >= $0.size && rawValue % $0.size == 0 }
        guard let unit = fitting.max(by: { $0.size < $1.size }) else { return "\(rawValue)B" }
        return "\(rawValue / unit.size)\(unit.name)"
    }
}

/// A part of a whole, written `5%`.
package struct Share: RawRepresentable, Hashable, Comparable, Sendable {
    /// Between 0 and 1.
    package let rawValue: Double
    package init(rawValue: Double) { self.rawValue = rawValue }
    package static func < (left: Share, right: Share) -> Bool { left.rawValue < right.rawValue }
}

extension Share: Setting {
    static let expectation = "a share between 0% and 100%, such as 5%"

    init?(setting: String) {
        guard let (number, unit) = splitUnit(setting), unit == "%", number <= 100 else { return nil }
        self.init(rawValue: number / 100)
    }
}

/// Cuts `1.5MB` into 1.5 and `MB`; nil for anything that doesn't begin with a plain number.
private func splitUnit(_ text: String) -> (number: Double, unit: String)? {
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let number = Double(digits), number.isFinite else { return nil }
    return (number, String(text.dropFirst(digits.count)))
}
