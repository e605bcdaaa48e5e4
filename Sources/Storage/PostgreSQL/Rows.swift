internal import CPostgreSQL

/// What a statement gave, as binary values.
@safe final class Rows {
    private let handle: OpaquePointer
    let count: Int

    /// Takes a result over.
    ///
    /// - Parameters:
    ///   - result: What the library gave; nil where it had no memory or no connection.
    ///   - connection: To ask for the reason then.
    /// - Throws: ``PostgreSQLError`` where the statement failed.
    init(checking result: OpaquePointer?, _ connection: Connection) throws {
        guard let result = unsafe result else { throw connection.failure() }
        unsafe handle = result
        count = unsafe Int(PQntuples(result))
        switch unsafe PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_COPY_IN: return
        default:
            let state = unsafe interdict_pq_state(result).map { unsafe String(cString: $0) }
            throw PostgreSQLError(
                state: connection.isBroken ? "" : state ?? "XX000",
                unsafe String(cString: PQresultErrorMessage(result))
            )
        }
    }

    deinit { unsafe PQclear(handle) }

    func isNull(_ row: Int, _ column: Int) -> Bool { unsafe PQgetisnull(handle, Int32(row), Int32(column)) == 1 }

    /// Rows that an `INSERT`, `UPDATE` or `DELETE` has touched.
    var touched: Int { unsafe Int(String(cString: PQcmdTuples(handle))) ?? 0 }

    func bytes(_ row: Int, _ column: Int) -> [UInt8] { unsafe Array(value(row, column)) }

    func text(_ row: Int, _ column: Int) -> String { unsafe String(decoding: value(row, column), as: UTF8.self) }

    func optionalText(_ row: Int, _ column: Int) -> String? { isNull(row, column) ? nil : text(row, column) }

    /// An `integer`, `bigint` or other whole number.
    func integer(_ row: Int, _ column: Int) -> Int {
        let bytes = unsafe value(row, column)
        guard let first = unsafe bytes.first else { return 0 }
        return unsafe bytes.dropFirst().reduce(Int(Int8(bitPattern: first))) { $0 << 8 | Int($1) }
    }

    func optionalInteger(_ row: Int, _ column: Int) -> Int? { isNull(row, column) ? nil : integer(row, column) }

    private func value(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer {
        let start = unsafe PQgetvalue(handle, Int32(row), Int32(column))
        return unsafe UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(handle, Int32(row), Int32(column))))
    }
}
