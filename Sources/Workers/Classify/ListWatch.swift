internal import Analysis
internal import Logging
internal import Program
internal import Screening
internal import ServiceLifecycle
internal import Synchronization
internal import ZeroMQ

/// Loads the watchlists anew when their files change, and swaps them in as a whole.
///
/// Lists that can't be loaded change nothing: the last good ones stay, and the log says why.
struct ListWatch: Service {
    private let lists: Watchlists
    private let screener: LiveScreener
    private let meter: ListMeter
    private let logger: Logger
    private let wakeup: Wakeup

    init(_ lists: Watchlists, _ screener: LiveScreener, _ meter: ListMeter, logger: Logger) throws {
        self.meter = meter
        self.lists = lists
        self.screener = screener
        self.logger = logger
        wakeup = try Wakeup()
    }

    func run() async throws {
        let (watch, wakeup) = (self, wakeup)
        try await ThreadService("lists") {
            try watch.poll()
        } stop: {
            wakeup.signal()
        }.run()
    }

    private func poll() throws {
        var poller = Poller()
        let stop = poller.add(descriptor: wakeup.descriptor)
        var seen = lists.signature
        while true {
            meter.look(at: screener.current.index.versions)
            try poller.wait(milliseconds: 2000)
            if poller.isReadable(stop) { return }
            let now = lists.signature
            guard now != seen else { continue }
            seen = now
            reload()
        }
    }

    private func reload() {
        do throws(ListError) {
            screener.replace(with: try lists.load())
            meter.reloaded("ok")
            logger.notice("the watchlists were loaded anew")
        } catch {
            meter.reloaded("failed")
            logger.error("the watchlists can't be loaded; the last good ones stay", metadata: ["reason": "\(error)"])
        }
    }
}
