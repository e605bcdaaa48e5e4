/// Writes many rows into one table by `COPY` in its binary form; a table that gets no rows costs nothing.
struct CopyRows {
    /// What is sent at once, so that a batch of long articles isn't held twice.
    private static let portion = 1 << 18
    /// `PGCOPY\n\377\r\n\0`, no flags, no extension.
    private static let header: [UInt8] =
        [0x50, 0x47, 0x43, 0x4F, 0x50, 0x59, 0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

    private let connection: Connection
    private let table: String
    private let columns: Int16
    private var bytes: [UInt8] = []
    private var hasBegun = false

    /// Nothing is sent before the first row.
    ///
    /// - Parameters:
    ///   - table: The table.
    ///   - columns: All of its columns, in the order in which each row gives them.
    ///   - connection: In a transaction.
    init(_ table: String, _ columns: [String], _ connection: Connection) {
        self.connection = connection
        self.table = "\(table) (\(columns.joined(separator: ", ")))"
        self.columns = Int16(columns.count)
    }

    /// Begins a row; as many values as there are columns must follow.
    mutating func row() throws {
        if !hasBegun {
            try connection.beginCopy(table)
            hasBegun = true
            bytes = Self.header
        }
        if bytes.count > Self.portion {
            try connection.putCopy(bytes)
            bytes.removeAll(keepingCapacity: true)
        }
        bytes.append(bigEndian: columns)
    }

    mutating func finish() throws {
        guard hasBegun else { return }
        bytes.append(bigEndian: Int16(-1))
        try connection.putCopy(bytes)
        try connection.endCopy()
        hasBegun = false
    }

    /// A `bigint`.
    mutating func add(_ value: some BinaryInteger) {
        bytes.append(bigEndian: Int32(8))
        bytes.append(bigEndian: Int64(value))
    }

    mutating func add(_ value: (some BinaryInteger)?) {
        if let value { add(value) } else { addNull() }
    }

    /// An `integer`; what doesn't fit is cut to the largest or smallest.
    mutating func add(small value: Int) {
        bytes.append(bigEndian: Int32(4))
        bytes.append(bigEndian: Int32(clamping: value))
    }

    mutating func add(_ value: Double?) {
        guard let value else { return addNull() }
        bytes.append(bigEndian: Int32(8))
        bytes.append(bigEndian: value.bitPattern)
    }

    mutating func add(_ value: String) { bytes.append(lengthAnd: value) }

    mutating func add(_ value: String?) {
        if let value { add(value) } else { addNull() }
    }

    mutating func add(_ value: [UInt8]) {
        bytes.append(bigEndian: Int32(value.count))
        bytes += value
    }

    private mutating func addNull() { bytes.append(bigEndian: Int32(-1)) }
}
