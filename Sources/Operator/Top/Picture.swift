internal import Messages
internal import Observability
internal import Pipeline
internal import Transport

/// What happened between two looks, stage by stage.
struct Picture {
    struct StageRow {
        let name: String
        let queue: String
        let workers: Int
        /// Share of the time in which workers held something; nil without workers.
        let busy: Double?
        /// Messages a second.
        let rate: Double
        /// How long the stage worked on a message, in seconds; nil where there was none.
        let median: Double?
        let p99: Double?
        let waiting: Int
        /// Share of the queue's length that is taken.
        let fill: Double
        let inFlight: Int
        let redispatched: Int
        let aside: Int
        /// Whether the next queue takes no more.
        let isBlocked: Bool
        let isLast: Bool
        let answers: Bool
    }

    let rows: [StageRow]
    /// Counts of ingestion, by their names; empty where it doesn't answer.
    let articles: [String: Int]
    let accepted: Double
    let stored: Double
    let journalBytes: Int
    let problem: String?
    let feedHead: Int?
    /// Share of this machine's processors that did nothing.
    let idle: Double
    /// Parts that give no answer.
    let silent: [String]

    init(_ file: PipelineFile, from first: Look, to last: Look) {
        let seconds = max((last.time - first.time).seconds, 0.001)
        rows = file.stages.map { StageRow($0, file, first, last, seconds) }
        let names = ["accepted", "stored", "duplicate", "filtered", "quarantined", "inFlight"]
        let counts = last.ingest?["articles"]
        articles =
            counts.map { counts in
                Dictionary(uniqueKeysWithValues: names.map { ($0, counts[$0]?.integer ?? 0) })
            } ?? [:]
        func rate(_ name: String) -> Double {
            guard let before = first.ingest?["articles"]?[name]?.integer, let now = counts?[name]?.integer else {
                return 0
            }
            return Double(max(0, now - before)) / seconds
        }
        (accepted, stored) = (rate("accepted"), rate("stored"))
        journalBytes = last.ingest?["journalBytes"]?.integer ?? 0
        problem = last.ingest?["problem"]?.string
        feedHead = last.feed?["head"]?.integer
        let all = last.processors.all - first.processors.all
        idle = all > 0 ? Double(last.processors.idle - first.processors.idle) / Double(all) : 1
        silent =
            (last.ingest == nil ? ["ingest"] : [])
            + file.queues.map(\.name.rawValue).filter { last.queues[$0] == nil }.map { "the queue \($0)" }
            + (last.feed == nil ? ["the feed"] : [])
    }
}

extension Picture.StageRow {
    init(_ stage: Stage, _ file: PipelineFile, _ first: Look, _ last: Look, _ seconds: Double) {
        let name = stage.name.rawValue
        let (before, now) = (first.queues[stage.from.rawValue], last.queues[stage.from.rawValue])
        let workers = Self.workers(of: name, in: now)
        let work = Self.work(of: name, in: now).since(Self.work(of: name, in: before))
        let length = now?["length"]?.integer ?? 0
        self.name = name
        queue = stage.from.rawValue
        self.workers = workers.count
        busy = Self.busy(workers, Self.workers(of: name, in: before), seconds)
        rate = Double(work.count) / seconds
        median = work.quantile(0.5)
        p99 = work.quantile(0.99)
        waiting = now?["waiting"]?.integer ?? 0
        fill = length > 0 ? Double(waiting) / Double(length) : 0
        inFlight = workers.reduce(0) { $0 + ($1["inFlight"]?.integer ?? 0) }
        redispatched = now?["redispatched"]?.integer ?? 0
        aside = now?["left"]?.integer ?? 0
        isBlocked = stage.to.flatMap { last.queues[$0.rawValue] }.map { Self.isFull($0) } ?? false
        isLast = stage.to == nil
        answers = now != nil
    }

    private static func workers(of stage: String, in queue: JSONValue?) -> [JSONValue] {
        (queue?["workers"]?.array ?? []).filter { $0["stage"]?.string == stage }
    }

    private static func work(of stage: String, in queue: JSONValue?) -> Distribution {
        let told = (queue?["stages"]?.array ?? []).first { $0["stage"]?.string == stage }
        guard let counts = told?["work"]?.integers("counts"), let sum = told?["work"]?["sum"]?.double else {
            return Distribution()
        }
        return Distribution(counts: counts, sum: sum) ?? Distribution()
    }

    /// Workers that came in between are reckoned from their first second on.
    private static func busy(_ now: [JSONValue], _ before: [JSONValue], _ seconds: Double) -> Double? {
        guard !now.isEmpty else { return nil }
        let earlier = Dictionary(
            before.map { ($0["worker"]?.string ?? "", $0["busySeconds"]?.double ?? 0) },
            uniquingKeysWith: max
        )
        let sum = now.reduce(0.0) { sum, worker in
            let total = worker["busySeconds"]?.double ?? 0
            let known = earlier[worker["worker"]?.string ?? ""] ?? 0
            return sum + (total >= known ? total - known : total)
        }
        return min(1, sum / (seconds * Double(now.count)))
    }

    private static func isFull(_ queue: JSONValue) -> Bool {
        func share(_ part: String, _ whole: String) -> Double {
            guard let part = queue[part]?.double, let whole = queue[whole]?.double, whole > 0 else { return 0 }
            return part / whole
        }
        return share("waiting", "length") > 0.9 || share("bytes", "bytesLimit") > 0.9
    }
}
