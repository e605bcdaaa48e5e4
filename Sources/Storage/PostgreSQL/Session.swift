internal import Glibc

/// A connection that is made when it is needed, and made anew when it broke.
final class Session {
    private let address: StoreAddress
    private let url: String
    private let waits: Bool
    private let prepare: (Connection) throws -> Void
    private var connection: Connection?
    private var backOff = BackOff()
    private var notBefore: ContinuousClock.Instant?
    private var reason = ""

    /// Connects to nothing yet.
    ///
    /// - Parameters:
    ///   - url: As libpq takes it.
    ///   - waits: Whether a call waits until the next attempt is due, at most some seconds, or fails at once.
    ///   - prepare: Runs on each new connection.
    init(_ url: String, waits: Bool, prepare: @escaping (Connection) throws -> Void) {
        self.url = url
        self.waits = waits
        self.prepare = prepare
        address = .postgreSQL(url: url)
    }

    /// Runs the body on the connection.
    ///
    /// A connection that has broken since it was last used is replaced, and the body run again: it must be something
    /// that may be done twice.
    func use<Value>(_ body: (Connection) throws -> Value) throws(StoreError) -> Value {
        do {
            guard let connection else { return try run(body) }
            do {
                return try attempt(connection, body)
            } catch let error as PostgreSQLError where error.endsConnection {
                return try run(body)
            }
        } catch {
            throw StoreError(error, address)
        }
    }

    private func run<Value>(_ body: (Connection) throws -> Value) throws -> Value {
        let connection = try connected()
        return try attempt(connection, body)
    }

    private func attempt<Value>(_ connection: Connection, _ body: (Connection) throws -> Value) throws -> Value {
        do {
            return try body(connection)
        } catch {
            let isOver = (error as? PostgreSQLError)?.endsConnection ?? false
            if isOver || connection.isBroken { self.connection = nil }
            throw error
        }
    }

    private func connected() throws -> Connection {
        try awaitTurn()
        do {
            let connection = try Connection(url)
            try prepare(connection)
            self.connection = connection
            backOff.reset()
            notBefore = nil
            return connection
        } catch {
            var generator = SystemRandomNumberGenerator()
            notBefore = .now + backOff.next(using: &generator)
            reason = "\(error)"
            throw error
        }
    }

    private func awaitTurn() throws {
        guard let notBefore, notBefore > .now else { return }
        guard waits else { throw PostgreSQLError(reason) }
        let (seconds, attoseconds) = (notBefore - .now).components
        var time = timespec(tv_sec: max(0, Int(seconds)), tv_nsec: max(0, Int(attoseconds / 1_000_000_000)))
        // A signal that ends the wait early only makes the next attempt come earlier.
        _ = unsafe nanosleep(&time, nil)
    }
}
