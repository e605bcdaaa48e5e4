/// Reads comma- or tab-separated rows, one at a time, with the line each starts on.
///
/// Quotes follow RFC 4180: a field in double quotes may hold separators, line breaks and doubled quotes. A lone 0x1A
/// (the end mark of old OFAC files), a byte order mark and empty lines are skipped.
package struct CSVReader: Sendable {
    package struct Row: Sendable, Equatable {
        /// From 1.
        package var line: Int
        package var fields: [String]
    }

    private let bytes: [UInt8]
    private let separator: UInt8
    private var at = 0
    private var line = 1
    /// Where the quoted field begins inside which the file ends; nil where it ends well.
    package private(set) var openQuote: Int?

    package init(_ bytes: [UInt8], separator: UInt8 = 0x2C) {
        self.bytes = bytes
        self.separator = separator
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
    }

    /// The next row, or nil at the end of the file.
    package mutating func next() -> Row? {
        while at < bytes.count, bytes[at] == 0x0A || bytes[at] == 0x0D || bytes[at] == 0x1A { skipBreak() }
        guard at < bytes.count else { return nil }
        var row = Row(line: line, fields: [])
        while true {
            row.fields.append(field())
            guard at < bytes.count, bytes[at] == separator else { break }
            at += 1
        }
        return row
    }

    private mutating func skipBreak() {
        if bytes[at] == 0x0A { line += 1 }
        at += 1
    }

    private mutating func field() -> String {
        guard at < bytes.count, bytes[at] == 0x22 else { return plain() }
        var text: [UInt8] = []
        openQuote = line
        at += 1
        while at < bytes.count {
            let byte = bytes[at]
            at += 1
            if byte == 0x22 {
                guard at < bytes.count, bytes[at] == 0x22 else {
                    openQuote = nil
                    break
                }
                at += 1
            } else if byte == 0x0A {
                line += 1
            }
            text.append(byte)
        }
        // What stands between the closing quote and the separator is kept: OFAC's `-0- ` has a blank there.
        return String(decoding: text, as: UTF8.self) + plain()
    }

    private mutating func plain() -> String {
        let start = at
        while at < bytes.count, bytes[at] != separator, bytes[at] != 0x0A, bytes[at] != 0x0D { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }
}

/// Rows whose fields are found by the names in the first row.
package struct CSVTable: Sendable {
    private var reader: CSVReader
    private var columns: [String: Int] = [:]
    /// The names of the columns as written.
    package private(set) var header: [String] = []

    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - separator: Comma, semicolon or tab.
    ///   - isHeader: Tells the row of names from title rows above it.
    package init(_ bytes: [UInt8], separator: UInt8 = 0x2C, isHeader: ([String]) -> Bool = { _ in true }) {
        reader = CSVReader(bytes, separator: separator)
        while let row = reader.next() {
            guard isHeader(row.fields) else { continue }
            header = row.fields
            for (index, name) in row.fields.enumerated() where columns[Self.key(name)] == nil {
                columns[Self.key(name)] = index
            }
            break
        }
    }

    package mutating func next() -> CSVReader.Row? { reader.next() }

    package var openQuote: Int? { reader.openQuote }

    package func has(_ column: String) -> Bool { columns[Self.key(column)] != nil }

    /// The row's field in this column without blanks around it; nil where it is empty or absent.
    package func value(_ row: CSVReader.Row, _ column: String) -> String? {
        guard let index = columns[Self.key(column)], index < row.fields.count else { return nil }
        let text = row.fields[index].trimmed
        return text.isEmpty ? nil : text
    }

    private static func key(_ name: String) -> String { name.trimmed.lowercased() }
}
