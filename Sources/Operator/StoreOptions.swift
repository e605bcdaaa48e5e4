internal import ArgumentParser
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// Which store a subcommand reads.
struct StoreOptions: ParsableArguments {
    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "The database: a file, or a postgres:// URL; without it, the pipeline's.", completion: .file())
    var database: String?

    /// The store, for reading beside the process that writes it.
    func open() throws -> any Storage.Store {
        let address = try address()
        return try Failure.ofStore { () throws(StoreError) in try address.openForReading() }
    }

    /// The same store, for writing; where there is none, nothing is made.
    func openForWriting() throws -> any Storage.Store {
        let address = try address()
        return try Failure.ofStore { () throws(StoreError) in
            _ = try address.openForReading()
            return try address.open { .now }
        }
    }

    func address() throws -> StoreAddress {
        let database = try database ?? pipeline.load().store.database
        return try Failure.ofStore { () throws(StoreError) in try StoreAddress(database) }
    }
}

extension Failure {
    /// Runs a call to a store; its error becomes a failure with the exit code for it.
    static func ofStore<Value>(_ body: () throws(StoreError) -> Value) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            let code: Failure.Code =
                switch error.code {
                case .badQuery: .usage
                case .notOurs, .busy, .away: .unavailable
                case .full, .failed: .system
                }
            throw Failure(code, error.reason)
        }
    }
}
