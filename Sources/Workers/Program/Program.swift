package import ArgumentParser
internal import CoreMetrics
internal import Foundation
internal import Keys
package import Logging
internal import MetricsEndpoint
package import Observability
package import Pipeline
package import ServiceLifecycle
internal import UnixSignals

/// What every worker program has on its command line.
package struct ProgramOptions: ParsableArguments {
    @Option(name: .shortAndLong, help: "The pipeline file with this program's section.")
    package var pipeline: String

    @Option(help: "This worker's name in logs, status and quarantine; by default the program and its process id.")
    package var worker: String?

    @Option(
        help: ArgumentHelp(
            "Above this resident memory, such as 512MB, finish, hand back what isn't begun, and end to be started anew.",
            valueName: "size"
        )
    )
    package var maxMemory: String?

    @Option(help: "Least severe log line to write: trace, debug, info, notice, warning, error or critical.")
    package var logLevel: String = "info"

    @Option(
        help: ArgumentHelp(
            "Show measures, liveness and readiness over HTTP: /metrics, /livez, /readyz.",
            discussion: "Such as 127.0.0.1:9464; port 0 is chosen by the system and logged. Or unix:PATH.",
            valueName: "host:port"
        )
    )
    package var metrics: String?

    package init() {}

    package func validate() throws {
        if let metrics {
            do throws(MetricsAddress.Problem) {
                _ = try MetricsAddress(metrics)
            } catch {
                throw ValidationError("--metrics: \(error)")
            }
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level cannot be \"\(logLevel)\"")
        }
        if let maxMemory, ByteCount(setting: maxMemory) == nil {
            throw ValidationError("--max-memory must be \(ByteCount.expectation), not \"\(maxMemory)\"")
        }
    }
}

/// What a program is given to make its services from.
package struct Setting: Sendable {
    package let file: PipelineFile
    package let worker: String
    package let environment: [String: String]
    package let readiness: Readiness
    package let logger: Logger
    package let process: Int32
    package let watch: Watch
}

/// A worker program: a list of services, made from the pipeline file.
package protocol Program: AsyncParsableCommand {
    var options: ProgramOptions { get }

    /// Makes the services; they run until SIGTERM or SIGINT.
    func services(_ setting: Setting) throws -> [any Service]
}

extension Program {
    /// Runs the services; a failure ends the process with its sentence and code.
    package mutating func run() async throws {
        // A `main()` of our own would not do: `@main` takes the one of AsyncParsableCommand.
        signal(SIGPIPE, SIG_IGN)
        try await Failure.ending { try await serve() }
    }

    /// Runs the services; SIGTERM and SIGINT drain them, within the pipeline's drain time.
    package func serve() async throws {
        let environment = ProcessInfo.processInfo.environment
        let process = ProcessInfo.processInfo.processIdentifier
        try ParentDeath.follow(environment: environment)
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        let name = options.worker ?? "\(Self._commandName)-\(process)"
        var logger = Logger(label: name)
        logger.logLevel = Logger.Level(rawValue: options.logLevel) ?? .info
        let file = try PipelineFile.load(path: options.pipeline, environment: environment)
        let readiness = Readiness(environment: environment)
        let registry = Registry()
        let health = Health()
        let isWatched = options.metrics != nil
        let setting = Setting(
            file: file,
            worker: name,
            environment: environment,
            readiness: readiness,
            logger: logger,
            process: process,
            watch: Watch(metrics: isWatched ? registry : NOOPMetricsHandler.instance, health: health)
        )
        // The first to start is the last to stop, so that a drain can be looked at.
        let page = try options.metrics.map { address throws(MetricsAddress.Problem) in
            MetricsService(try MetricsAddress(address), registry, health, program: Self._commandName, logger: logger)
        }
        let cap = options.maxMemory.flatMap { ByteCount(setting: $0) } ?? file.maxMemory
        let memory = cap.map { MemoryWatch(cap: $0, logger: logger) }
        let first: [any Service] = page.map { [$0] } ?? []
        let last: [any Service] = memory.map { [$0] } ?? []
        var configuration = ServiceGroupConfiguration(
            services: try (first + services(setting) + last).map {
                .init(service: $0, successTerminationBehavior: .gracefullyShutdownGroup)
            },
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        configuration.maximumGracefulShutdownDuration = file.drain
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let failure as Failure {
            throw failure
        } catch {
            if let failure = Failure(ofSockets: error) { throw failure }
            throw Failure(.unavailable, "\(name): \(error)")
        }
        readiness.stopping()
    }
}
