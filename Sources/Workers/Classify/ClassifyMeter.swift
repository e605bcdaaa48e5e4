internal import CoreMetrics
internal import Messages
internal import Observability

/// What the handler finds, counted; belongs to its thread.
struct ClassifyMeter {
    private let metrics: any MetricsFactory
    private var events: [Action: Counter] = [:]
    private var matches: [String: Counter] = [:]

    init(_ metrics: any MetricsFactory) { self.metrics = metrics }

    mutating func count(_ verdict: Verdict) {
        for event in verdict.events {
            if events[event.action] == nil {
                events[event.action] = metrics.counter(Catalogue.events, [("action", event.action.rawValue)])
            }
            events[event.action]?.increment()
        }
        for match in verdict.matches {
            if matches[match.list] == nil {
                matches[match.list] = metrics.counter(Catalogue.matches, [("list", match.list)])
            }
            matches[match.list]?.increment()
        }
    }
}
