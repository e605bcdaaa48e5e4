internal import ArgumentParser
internal import Pipeline
internal import Storage

/// Which store a subcommand reads.
struct StoreOptions: ParsableArguments {
    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "The database's file; without it, the pipeline's.", completion: .file())
    var database: String?

    /// The store, for reading beside the process that writes it.
    func open() throws -> SQLiteStore {
        let path = try path()
        return try Failure.ofStore { () throws(StoreError) in try SQLiteStore(reading: path) }
    }

    func path() throws -> String { try database ?? pipeline.load().store.database }
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
                case .notOurs, .busy: .unavailable
                case .full, .failed: .system
                }
            throw Failure(code, error.reason)
        }
    }
}
