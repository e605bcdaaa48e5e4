internal import CPostgreSQL

/// One connection to a server, used by one thread at a time; its calls block until the server has answered.
@safe final class Connection {
    private let handle: OpaquePointer

    /// Connects.
    ///
    /// - Parameter url: As libpq takes it, with `sslmode`, `target_session_attrs` and all its other parameters.
    /// - Throws: ``PostgreSQLError``.
    init(_ url: String) throws {
        guard let handle = unsafe interdict_pq_connect(url) else { throw PostgreSQLError("there is no memory left") }
        unsafe self.handle = handle
        guard unsafe PQstatus(handle) == CONNECTION_OK else { throw failure() }
    }

    deinit { unsafe PQfinish(handle) }

    /// Whether the library has seen the connection break.
    var isBroken: Bool { unsafe PQstatus(handle) != CONNECTION_OK }

    /// The descriptor that becomes readable when the server says something; -1 where the connection is broken.
    var descriptor: Int32 { unsafe PQsocket(handle) }

    /// Runs statements that give no rows, parted by semicolons.
    func execute(_ sql: String) throws {
        _ = try unsafe Rows(checking: PQexec(handle, sql), self)
    }

    /// Runs one statement.
    ///
    /// - Parameters:
    ///   - sql: With `$1` and so on for the parameters, and a cast where the type isn't plain.
    ///   - parameters: Their values, sent in binary.
    /// - Returns: The rows, with binary values.
    /// - Throws: ``PostgreSQLError``.
    @discardableResult
    func query(_ sql: String, _ parameters: [Parameter] = []) throws -> Rows {
        var bytes: [UInt8] = []
        var places: [Range<Int>?] = []
        for parameter in parameters {
            let start = bytes.count
            places.append(parameter.append(to: &bytes) ? start..<bytes.count : nil)
        }
        bytes.append(0)
        let lengths = places.map { Int32($0?.count ?? 0) }
        let formats = [Int32](repeating: 1, count: places.count)
        let result = unsafe bytes.withUnsafeBytes { buffer in
            let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            let values = unsafe places.map { place in
                unsafe place.flatMap { place in unsafe base.map { unsafe $0 + place.lowerBound } }
            }
            return unsafe PQexecParams(handle, sql, Int32(places.count), nil, values, lengths, formats, 1)
        }
        return try unsafe Rows(checking: result, self)
    }

    /// Runs the body in a transaction; nothing of it stays where it throws.
    func transaction<Value>(_ body: () throws -> Value) throws -> Value {
        try execute("BEGIN")
        do {
            let value = try body()
            try execute("COMMIT")
            return value
        } catch {
            // Where even that fails the connection is gone, and the server rolls back by itself.
            try? execute("ROLLBACK")
            throw error
        }
    }

    // MARK: COPY

    func beginCopy(_ table: String) throws {
        _ = try unsafe Rows(checking: PQexec(handle, "COPY \(table) FROM STDIN (FORMAT binary)"), self)
    }

    func putCopy(_ bytes: [UInt8]) throws {
        let sent = unsafe bytes.withUnsafeBytes { buffer in
            let base = unsafe buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            return unsafe PQputCopyData(handle, base, Int32(buffer.count))
        }
        guard sent == 1 else { throw failure() }
    }

    func endCopy() throws {
        guard unsafe PQputCopyEnd(handle, nil) == 1 else { throw failure() }
        var problem: (any Error)?
        while let result = unsafe PQgetResult(handle) {
            do { _ = try unsafe Rows(checking: result, self) } catch { problem = problem ?? error }
        }
        if let problem { throw problem }
    }

    // MARK: NOTIFY

    /// Takes in what has come, without waiting, and forgets it.
    ///
    /// - Returns: Whether there was a notification.
    func takeNotifications() throws -> Bool {
        guard unsafe PQconsumeInput(handle) == 1 else { throw failure() }
        var isNotified = false
        while unsafe interdict_pq_take_notification(handle) == 1 { isNotified = true }
        return isNotified
    }

    func failure() -> PostgreSQLError { PostgreSQLError(unsafe String(cString: PQerrorMessage(handle))) }
}
