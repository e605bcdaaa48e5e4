internal import ArgumentParser
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

/// `interdict store`: the database itself.
struct StoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store",
        abstract: "Move a store from one database to another.",
        subcommands: [Copy.self]
    )

    struct Copy: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Copy a whole store, from SQLite to PostgreSQL or back, and compare the two at the end.",
            discussion: """
                Documents keep their sequence numbers, keys and times, so subscribers go on where they were. A copy that \
                was interrupted is finished by the same command. Stop the pipeline first: what is stored meanwhile needs \
                another run. Exits with 65 if the stores differ in the end.
                """
        )

        @Flag(name: [.short, .long], help: "Print no progress.")
        var quiet = false

        @Argument(help: "The store to copy: a file, or a postgres:// URL.", completion: .file())
        var from: String

        @Argument(help: "Where to: a file that is made, or the URL of an empty database.", completion: .file())
        var to: String

        func run() throws {
            let (from, to) = try Failure.ofStore { () throws(StoreError) in
                (try StoreAddress(self.from), try StoreAddress(self.to))
            }
            guard from != to else { throw Failure(.usage, "\(from) can't be copied to itself") }
            let (source, target) = try Failure.ofStore { () throws(StoreError) in
                (try from.openForReading(), try to.open { .now })
            }
            var progress = ProgressLine(isQuiet: quiet)
            let outcome: StoreCopy.Outcome
            do throws(StoreError) {
                outcome = try StoreCopy(from: source, to: target).run { done, all in
                    progress.show("\(done) of \(all) documents")
                }
                progress.end()
            } catch {
                progress.end()
                throw Failure(error.code == .failed ? .data : .unavailable, error.reason)
            }
            print(Self.text(outcome, from, to))
        }

        private static func text(_ outcome: StoreCopy.Outcome, _ from: StoreAddress, _ to: StoreAddress) -> String {
            """
            copied \(outcome.copied) documents from \(from) to \(to)
            both hold \(outcome.documents) documents, \(outcome.duplicates) duplicates, \(outcome.quarantined) quarantined \
            and \(outcome.releases) released articles, byte for byte: sha256 \(outcome.sha256)
            """
        }
    }
}
