/// Reads rows of a table: CSV as in RFC 4180, or values parted by tabs, which have no quotation marks.
package struct TableReader {
    package enum Format: Sendable {
        case commas, semicolons, tabs

        var separator: UInt8 {
            switch self {
            case .commas: 0x2C
            case .semicolons: 0x3B
            case .tabs: 0x09
            }
        }
    }

    /// A row above this many bytes is taken for a quotation mark that was never closed.
    private static let longestRow = 16 << 20

    private var reader: ByteReader
    private let format: Format
    /// The line in which the row that was read last begins, from 1.
    package private(set) var line = 0
    private var nextLine = 1

    package init(_ reader: ByteReader, _ format: Format) {
        self.reader = reader
        self.format = format
    }

    /// The next row that isn't empty; nil at the end.
    package mutating func next() throws -> [String]? {
        while true {
            line = nextLine
            guard var text = try reader.line(limit: Self.longestRow) else { return nil }
            nextLine += 1
            if line == 1, text.hasPrefix("\u{FEFF}") { text.removeFirst() }
            guard !text.isEmpty else { continue }
            if format == .tabs {
                return text.split(separator: "\t", omittingEmptySubsequences: false).map { String($0) }
            }
            return try quoted(text)
        }
    }

    private mutating func quoted(_ first: String) throws -> [String] {
        var values: [String] = []
        var value: [UInt8] = []
        var isQuoted = false
        var bytes = Array(first.utf8)
        var size = bytes.count
        while true {
            var index = 0
            while index < bytes.count {
                let byte = bytes[index]
                let isDoubled = isQuoted && byte == 0x22 && index + 1 < bytes.count && bytes[index + 1] == 0x22
                if isDoubled {
                    value.append(byte)
                    index += 1
                } else if byte == 0x22, isQuoted || value.isEmpty {
                    isQuoted.toggle()
                } else if byte == format.separator, !isQuoted {
                    values.append(String(decoding: value, as: UTF8.self))
                    value = []
                } else {
                    value.append(byte)
                }
                index += 1
            }
            guard isQuoted else { break }
            guard size < Self.longestRow, let more = try reader.line(limit: Self.longestRow) else {
                throw Unreadable("line \(line)", "a quotation mark isn't closed")
            }
            nextLine += 1
            value.append(0x0A)
            bytes = Array(more.utf8)
            size += bytes.count + 1
        }
        values.append(String(decoding: value, as: UTF8.self))
        return values
    }
}
