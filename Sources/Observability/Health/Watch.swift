package import CoreMetrics

/// What a part of a program is given to tell how it is doing.
package struct Watch: Sendable {
    package let metrics: any MetricsFactory
    package let health: Health

    package init(metrics: any MetricsFactory, health: Health) {
        self.metrics = metrics
        self.health = health
    }

    /// For whom nobody watches.
    package static var none: Watch { Watch(metrics: NOOPMetricsHandler.instance, health: Health()) }
}
