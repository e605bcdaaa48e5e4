internal import ArgumentParser
internal import Glibc
internal import Keys
internal import Pipeline

/// The operator's command; every subcommand has a file of its own.
@main
struct Interdict: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interdict",
        abstract: "Turn a stream of news articles into sanctions intelligence.",
        discussion:
            "Programs pass articles from stage to stage over ZeroMQ; this command starts, feeds, asks and checks them.",
        version: Version.text,
        subcommands: [
            Up.self,
            Scale.self,
            Drain.self,
            Restart.self,
            Down.self,
            Analyze.self,
            Push.self,
            Watch.self,
            Subscribe.self,
            Status.self,
            Top.self,
            Tap.self,
            LogsCommand.self,
            Audit.self,
            Bench.self,
            ChaosCommand.self,
            QueryCommand.self,
            Show.self,
            StoreCommand.self,
            Explain.self,
            JournalCommand.self,
            Quarantine.self,
            Trace.self,
            Replay.self,
            Lists.self,
            Check.self,
            KeysCommand.self,
            Eval.self,
            Launcher.self,
        ]
    )

    /// Runs the subcommand; a failure is printed as one sentence, with the exit code that belongs to it.
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
            StandardOutput.finish()
        } catch let failure as Failure {
            failure.exit()
        } catch {
            if let failure = Failure(ofSockets: error) { failure.exit() }
            exit(withError: error)
        }
    }
}
