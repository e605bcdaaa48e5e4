internal import CoreMetrics
internal import FoundationEssentials
internal import Glibc

/// What the kernel says of this process, under the names that all Prometheus clients use.
package struct ProcessFigures: Sendable {
    private let registry: Registry

    package init(_ registry: Registry) { self.registry = registry }

    /// Has the figures read at every look.
    package func start() {
        let (cpu, registry) = (FollowingSeconds(registry.fractionalCounter(Catalogue.cpu)), registry)
        registry.gauge(Catalogue.started).record(Self.started)
        registry.collect {
            let fields = Self.fields
            guard fields.count > 21 else { return }
            cpu.follow(((Double(fields[11]) ?? 0) + (Double(fields[12]) ?? 0)) / Self.ticks)
            registry.gauge(Catalogue.virtual).record(Double(fields[20]) ?? 0)
            registry.gauge(Catalogue.resident).record((Double(fields[21]) ?? 0) * Double(getpagesize()))
            registry.gauge(Catalogue.openFiles).record(Self.openFiles)
            registry.gauge(Catalogue.fileLimit).record(Self.fileLimit)
        }
    }

    private static var ticks: Double { Double(sysconf(Int32(_SC_CLK_TCK))) }

    /// The fields of `/proc/self/stat` from the third on; the second may hold spaces and is skipped by its bracket.
    private static var fields: [Substring] {
        guard let text = text(of: "/proc/self/stat"), let bracket = text.lastIndex(of: ")") else { return [] }
        return text[text.index(after: bracket)...].split(separator: " ")
    }

    /// Seconds since 1970.
    private static var started: Double {
        let boot = text(of: "/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
        let fields = fields
        guard let boot, let begin = Double(boot.dropFirst(6)), fields.count > 19 else { return 0 }
        return begin + (Double(fields[19]) ?? 0) / ticks
    }

    private static var openFiles: Int {
        // A process that may not read its own folder has no such figure.
        (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
    }

    private static var fileLimit: Double {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(7), &limit) == 0 else { return 0 }
        return Double(limit.rlim_cur)
    }

    private static func text(of path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }
}
