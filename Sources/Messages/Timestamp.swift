/// A moment in UTC with milliseconds, written as RFC 3339 (`2024-06-20T09:30:00Z`).
package struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, without leap seconds.
    package let milliseconds: Int64

    package init(milliseconds: Int64) { self.milliseconds = milliseconds }

    package static func < (left: Self, right: Self) -> Bool { left.milliseconds < right.milliseconds }

    package func adding(seconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds + seconds * 1000) }
}

extension Timestamp: CustomStringConvertible {
    /// RFC 3339 in UTC; a fraction of three digits only where it isn't zero.
    package var description: String {
        let seconds = milliseconds.flooredDivision(by: 1000)
        let fraction = milliseconds - seconds * 1000
        let days = seconds.flooredDivision(by: 86_400)
        let clock = seconds - days * 86_400
        let date = CivilDate(daysSince1970: days)
        var text: [UInt8] = []
        text.reserveCapacity(24)
        text.append(digits: date.year, width: 4, before: "-")
        text.append(digits: date.month, width: 2, before: "-")
        text.append(digits: date.day, width: 2, before: "T")
        text.append(digits: clock / 3600, width: 2, before: ":")
        text.append(digits: clock / 60 % 60, width: 2, before: ":")
        text.append(digits: clock % 60, width: 2, before: fraction == 0 ? "Z" : ".")
        if fraction != 0 { text.append(digits: fraction, width: 3, before: "Z") }
        return String(decoding: text, as: UTF8.self)
    }
}

extension Timestamp {
    /// Reads RFC 3339, or what is often sent in its place.
    ///
    /// Also taken: a plain date (midnight), a blank for the `T`, no seconds, no zone (then UTC), `+0200` for `+02:00`.
    ///
    /// - Parameter text: Such as `2024-06-20T11:30:00+02:00` or `2024-06-20`.
    package init?(_ text: some StringProtocol) {
        var reader = DigitReader(bytes: Array(text.utf8))
        guard let year = reader.number(4), reader.skip("-"), let month = reader.number(2), reader.skip("-"),
            let day = reader.number(2), let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        var moment = date.daysSince1970 * 86_400_000
        if !reader.isAtEnd {
            guard reader.skip("T") || reader.skip("t") || reader.skip(" "), let clock = reader.clock() else {
                return nil
            }
            moment += clock
        }
        guard reader.isAtEnd else { return nil }
        milliseconds = moment
    }
}

/// A day of the proleptic Gregorian calendar.
///
/// The two conversions are Howard Hinnant's `days_from_civil` and `civil_from_days`.
package struct CivilDate: Hashable, Sendable {
    package let year: Int64
    package let month: Int64
    package let day: Int64

    /// The date, or nil where there is no such day.
    package init?(year: Int64, month: Int64, day: Int64) {
        guard 0...9999 ~= year, 1...12 ~= month, day >= 1 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths: [Int64] = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[Int(month) - 1] else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    package init(daysSince1970 days: Int64) {
        let shifted = days + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package var daysSince1970: Int64 {
        let year = month <= 2 ? self.year - 1 : self.year
        let era = year.flooredDivision(by: 400)
        let yearOfEra = year - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

private struct DigitReader {
    let bytes: [UInt8]
    var at = 0

    var isAtEnd: Bool { at == bytes.count }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    mutating func number(_ width: Int) -> Int64? {
        guard at + width <= bytes.count else { return nil }
        var value: Int64 = 0
        for byte in bytes[at..<at + width] {
            guard 0x30...0x39 ~= byte else { return nil }
            value = value * 10 + Int64(byte - 0x30)
        }
        at += width
        return value
    }

    /// Milliseconds since midnight UTC.
    mutating func clock() -> Int64? {
        guard let hour = number(2), hour < 24, skip(":"), let minute = number(2), minute < 60 else { return nil }
        var milliseconds = (hour * 60 + minute) * 60_000
        if skip(":") {
            guard let second = number(2), second <= 60 else { return nil }
            milliseconds += min(second, 59) * 1000
            if skip(".") || skip(",") {
                guard let fraction = fraction() else { return nil }
                milliseconds += fraction
            }
        }
        guard let zone = zone() else { return nil }
        return milliseconds - zone * 60_000
    }

    private mutating func fraction() -> Int64? {
        let start = at
        var scale: Int64 = 100
        var value: Int64 = 0
        while let digit = number(1) {
            value += digit * scale
            scale /= 10
        }
        return at > start ? value : nil
    }

    /// Minutes east of UTC.
    private mutating func zone() -> Int64? {
        if isAtEnd || skip("Z") || skip("z") { return 0 }
        let isWest = skip("-")
        guard isWest || skip("+"), let hours = number(2), hours < 24 else { return nil }
        var minutes: Int64 = 0
        if !isAtEnd {
            _ = skip(":")
            guard let given = number(2), given < 60 else { return nil }
            minutes = given
        }
        return (hours * 60 + minutes) * (isWest ? -1 : 1)
    }
}

extension Int64 {
    fileprivate func flooredDivision(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}

extension [UInt8] {
    fileprivate mutating func append(digits value: Int64, width: Int, before mark: Unicode.Scalar) {
        var divisor: Int64 = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            append(0x30 + UInt8(value / divisor % 10))
            divisor /= 10
        }
        append(UInt8(ascii: mark))
    }
}
