internal import Foundation
internal import Messages
internal import Pipeline
internal import Storage
internal import Supervision
internal import Transport

/// One run: a pipeline of its own, articles, faults by a seed, and then the oracle.
package final class ChaosRun {
    private let settings: ChaosSettings
    private let pause: Pause
    private let say: (String) -> Void
    private let load: ChaosLoad
    private let ledger: Ledger
    private let folder: String
    private let disk: SmallDisk?
    private let pipeline: ChaosPipeline
    private let crowd: SubscriberCrowd
    private let feeder: Feeder
    private let saboteur: Saboteur
    private var notes: [String] = []
    private var memory = MemoryTrack()

    /// Prepares a run; nothing is started.
    ///
    /// - Parameters:
    ///   - settings: What to do.
    ///   - interdict: The path of the `interdict` command.
    ///   - pause: Waits, and notices when the operator wants to stop.
    ///   - say: Takes lines about the run's progress.
    /// - Throws: Where the folder can't be made.
    package init(_ settings: ChaosSettings, interdict: String, pause: Pause, say: @escaping (String) -> Void) throws {
        self.settings = settings
        self.pause = pause
        self.say = say
        load = ChaosLoad(count: settings.articles, size: settings.size, seed: settings.seed, marks: settings.marks)
        ledger = Ledger(count: settings.articles)
        folder = NSTemporaryDirectory() + "interdict-chaos-\(UUID().uuidString.prefix(8))"
        disk = settings.faults.contains(.disk) ? try SmallDisk(at: folder + "/disk", megabytes: 512) : nil
        var plan = ChaosPipeline.Plan(interdict: interdict)
        plan.hasRealStages = settings.hasRealStages
        // The limits have to be reached, or memory would say nothing.
        if settings.holdStore != nil { plan.openArticles = max(1, min(200_000, settings.articles / 2)) }
        plan.journal = disk.map { $0.path + "/journal" }
        // A large run's database would not fit.
        if let disk, settings.articles <= 30_000 { plan.database = disk.path + "/interdict.sqlite" }
        pipeline = try ChaosPipeline(plan, in: folder)
        let (path, load) = (pipeline.file.path, load)
        crowd = SubscriberCrowd { Subscriber($0, topic: $1, interdict: interdict, pipeline: path, load: load) }
        feeder = Feeder(
            load,
            ledger,
            to: pipeline.file.ingest.submit.connect,
            patience: settings.patience + (settings.holdStore ?? .zero)
        )
        let feeder = feeder
        saboteur = Saboteur(
            pipeline,
            Vandal(pipeline.file, load, ledger),
            crowd,
            disk,
            seed: settings.seed
        ) { feeder.count }
    }

    /// Does it all, and removes the folder unless it is to be kept.
    package func run() async throws -> ChaosReport {
        do {
            let report = try await attempt()
            try cleanUp()
            return report
        } catch {
            feeder.cancel()
            crowd.all.forEach { $0.stop() }
            say("the run was given up: \(error)")
            try cleanUp()
            throw error
        }
    }

    private func cleanUp() throws {
        if settings.keepsFolder {
            say("kept \(folder)")
            for process in pipeline.processes() { kill(process.pid, SIGKILL) }
        } else {
            pipeline.endAll()
            disk?.unmount()
            try FileManager.default.removeItem(atPath: folder)
        }
    }

    private func attempt() async throws -> ChaosReport {
        let begin = Instant.now
        say("seed \(settings.seed), folder \(folder)")
        try pipeline.start()
        try crowd.add("all")
        try crowd.add("primary", topic: "article.primary")
        feeder.start()
        if let time = settings.holdStore { try holdStore(time) } else { try await doFaults() }
        feeder.allow(upTo: settings.articles)
        say("faults are over; \(feeder.count) of \(settings.articles) receipts")
        var unrest = await ending { try await self.feeder.join() }
        unrest += await ending { try self.comeToRest() }
        unrest += await ending { try self.letSubscribersCatchUp() }
        return try judge(unrest, since: begin)
    }

    /// What kept a part of the end from coming, as a violation.
    private func ending(_ body: () async throws -> Void) async -> [Oracle.Violation] {
        do {
            try await body()
            return []
        } catch {
            return [.init(kind: .unrest, count: 1, sentence: "\(error)")]
        }
    }

    // MARK: faults

    private func doFaults() async throws {
        var schedule = FaultSchedule(settings)
        let start = Instant.now
        let stride = max(1, settings.articles / max(1, schedule.kinds.count + 1))
        if settings.faults.contains(.disk), disk == nil { notes.append("disk: left out, this user may mount nothing") }
        if schedule.kinds.isEmpty { feeder.allow(upTo: settings.articles) }
        for (index, kind) in schedule.kinds.enumerated() {
            if let duration = settings.duration, Instant.now - start > duration {
                notes.append("\(schedule.kinds.count - index) faults were left out when the time was over")
                break
            }
            feeder.allow(upTo: (index + 1) * stride)
            try pause.wait(milliseconds: schedule.runUp(), meanwhile)
            try attempt(kind)
            try pause.wait(milliseconds: schedule.gap(), meanwhile)
            if index % 20 == 19 { say("\(index + 1) of \(schedule.kinds.count) faults; \(feeder.count) receipts") }
        }
        try await saboteur.endAll()
        crowd.thawAll()
    }

    /// A fault that can't be done is worth a note; only without a supervisor there is nothing to go on with.
    private func attempt(_ kind: FaultKind) throws {
        do {
            try saboteur.begin(kind)
        } catch {
            guard kind != .supervisor else { throw error }
            notes.append("\(kind.rawValue): could not be done: \(error)")
        }
    }

    /// Takes the store away, pushes as much as is taken, and looks at the memory of every process.
    private func holdStore(_ time: Duration) throws {
        let control = ControlClient(endpoint: pipeline.file.control)
        _ = try control.ask(.scale(group: "store", workers: 0))
        feeder.allow(upTo: settings.articles)
        let start = Instant.now
        let step = max(1000, time.milliseconds / 40)
        while Instant.now - start < time {
            try pause.wait(milliseconds: step)
            let second = Int((Instant.now - start).seconds)
            memory.look(at: pipeline.processes(), second: second, promised: ledger.promised)
            if let line = memory.text.last { say(line) }
        }
        _ = try control.ask(.scale(group: "store", workers: 2))
    }

    private func meanwhile() throws {
        try saboteur.endDue()
        crowd.thawDue()
    }

    // MARK: rest

    /// Waits until every accepted article has an end, as long as there is any progress.
    private func comeToRest() throws {
        var seen = ""
        var at = Instant.now
        while true {
            let status = try pipeline.ingestStatus()
            let counts = status?["articles"]
            if counts?["inFlight"]?.integer == 0 { return }
            let now = status.map { String(decoding: $0["articles"]?.json ?? [], as: UTF8.self) } ?? "no answer"
            if now != seen { (seen, at) = (now, .now) }
            guard Instant.now - at < settings.patience else {
                throw Failure(.data, "nothing has moved for \(settings.patience): \(now)")
            }
            try pause.wait(milliseconds: 100)
        }
    }

    private func letSubscribersCatchUp() throws {
        let store = try SQLiteStore(reading: pipeline.file.store.database)
        let head = try store.head()
        let last = Dictionary(
            uniqueKeysWithValues: try Set(crowd.all.map(\.record.topic)).map { topic in
                (topic, topic.isEmpty ? head : try store.lastSeqs(topicPrefix: topic).map(\.seq).max() ?? 0)
            }
        )
        var seen = -1
        var at = Instant.now
        while true {
            let late = crowd.all.filter { ($0.record.seqs.last ?? 0) < last[$0.record.topic] ?? 0 }
            if late.isEmpty { return }
            let now = crowd.all.reduce(0) { $0 + $1.count }
            if now != seen { (seen, at) = (now, .now) }
            guard Instant.now - at < settings.patience else {
                let names = late.map(\.record.name).joined(separator: ", ")
                throw Failure(.data, "subscribers get nothing more and are not at the end: \(names)")
            }
            try pause.wait(milliseconds: 50)
        }
    }

    // MARK: judgement

    private func judge(_ unrest: [Oracle.Violation], since begin: Instant) throws -> ChaosReport {
        let account = try pipeline.ingestStatus()?["articles"].map { Oracle.Account($0) }
        crowd.all.forEach { $0.stop() }
        let stopped = Result { try pipeline.stop() }
        let store = try SQLiteStore(reading: pipeline.file.store.database)
        let records = crowd.all.map(\.record)
        let facts = try StoreFacts(store, load, prefixes: Set(records.map(\.topic).filter { !$0.isEmpty }))
        let judged = Oracle(load, ledger, facts, account: account, subscribers: records).judge()
        var violations = judged.violations + unrest
        if account == nil { violations.append(.init(kind: .audit, count: 1, sentence: "ingestion gives no account")) }
        for subscriber in crowd.all {
            if let failure = subscriber.failure {
                violations.append(.init(kind: .subscriber, count: 1, sentence: failure))
            }
        }
        if case .failure(let error) = stopped {
            violations.append(.init(kind: .unrest, count: 1, sentence: "the pipeline did not stop: \(error)"))
        }
        for sentence in memory.growth() { violations.append(.init(kind: .memory, count: 1, sentence: sentence)) }
        let innocent = facts.quarantined.keys.count { load.mark($0) != .poison }
        if innocent > 0 { notes.append("\(innocent) articles without a fault of their own were quarantined") }
        return ChaosReport(
            settings: settings,
            tally: judged.tally,
            violations: violations,
            figures: Figures(facts.journeys, saboteur.moments, load),
            seconds: (Instant.now - begin).seconds,
            documents: facts.feed.count,
            subscribers: records.map { ($0.name, $0.seqs.count) },
            moments: saboteur.moments,
            marked: settings.marks.map { ($0, load.numbers(marked: $0).count) },
            notes: notes + saboteur.notes,
            memory: memory
        )
    }
}

extension Oracle.Account {
    /// The account in ingestion's status.
    init(_ json: JSONValue) {
        self.init()
        func count(_ name: String) -> Int { json[name]?.integer ?? 0 }
        (accepted, stored, duplicate) = (count("accepted"), count("stored"), count("duplicate"))
        (filtered, quarantined) = (count("filtered"), count("quarantined"))
        (damaged, inFlight) = (count("damaged"), count("inFlight"))
    }
}
