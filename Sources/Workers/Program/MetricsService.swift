internal import CoreMetrics
internal import Logging
internal import MetricsEndpoint
internal import Observability
internal import Pipeline
internal import ServiceLifecycle

/// Shows what a program measures, and whether it is alive and ready.
struct MetricsService: Service {
    private let server: MetricsServer
    private let logger: Logger

    init(_ address: MetricsAddress, _ registry: Registry, _ health: Health, program: String, logger: Logger) {
        self.logger = logger
        registry.gauge(Catalogue.build, [("program", program), ("version", Version.text)]).record(1)
        registry.collect { registry.gauge(Catalogue.ready).record(health.unready.isEmpty ? 1 : 0) }
        ProcessFigures(registry).start()
        server = MetricsServer(
            at: address,
            .init(metrics: { registry.text() }, stuck: { health.stuck }, unready: { health.unready })
        )
    }

    func run() async throws {
        let (server, logger) = (server, logger)
        try await cancelWhenGracefulShutdown {
            try await server.run { address in
                logger.info("metrics are shown", metadata: ["address": "\(address)"])
            }
        }
    }
}
