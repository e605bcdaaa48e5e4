/// How long it took until what a worker held was worked on elsewhere.
package struct Figures: Sendable, Equatable {
    /// Milliseconds, sorted.
    package struct Times: Sendable, Equatable {
        package let sorted: [Int]

        init(_ times: [Int]) { sorted = times.sorted() }

        package var median: Int? { sorted.isEmpty ? nil : sorted[sorted.count / 2] }
        package var p99: Int? { sorted.isEmpty ? nil : sorted[min(sorted.count - 1, sorted.count * 99 / 100)] }

        var text: String {
            guard let median, let p99, let most = sorted.last else { return "no sample" }
            return "median \(median) ms, p99 \(p99) ms, worst \(most) ms (\(sorted.count) articles)"
        }
    }

    /// From the SIGKILL of an extract worker to the beginning of work on what it had held.
    package let killed: Times
    /// The same from the SIGSTOP.
    package let frozen: Times
    /// From the end of the stage before to the second attempt, where the first one hung.
    package let hung: Times
    /// From acceptance to the store, of articles next to one that crashes workers.
    package let besidePoison: Times

    /// Reads the figures from the articles' own papers.
    ///
    /// Only the extract stage is looked at for kills and freezes, and only where nothing else was done between the fault
    /// and the second attempt: otherwise nobody knows which of them was the reason.
    init(_ journeys: [StoreFacts.Journey], _ moments: [Moment], _ load: ChaosLoad) {
        var (killed, frozen, hung, beside): ([Int], [Int], [Int], [Int]) = ([], [], [], [])
        let moments = moments.filter { $0.kind != .subscriber && $0.kind != .duplicates && $0.kind != .malformed }
        for journey in journeys {
            if load.mark(journey.number) == .hang, let time = Self.secondAttempt(journey, "classify") {
                hung.append(time)
            }
            if load.mark(journey.number) == nil,
                (journey.number - 8...journey.number + 8).contains(where: { load.mark($0) == .poison })
            {
                beside.append(journey.stored - journey.accepted)
            }
            guard let hop = journey.hops.first(where: { $0.stage == "extract" && $0.attempt > 1 }),
                let moment = moments.last(where: { $0.at <= hop.started }), moment.target.hasPrefix("extract-"),
                moments.last(where: { $0.at <= journey.accepted })?.at != moment.at
            else { continue }
            if moment.kind == .kill { killed.append(hop.started - moment.at) }
            if moment.kind == .freeze { frozen.append(hop.started - moment.at) }
        }
        (self.killed, self.frozen) = (Times(killed), Times(frozen))
        (self.hung, besidePoison) = (Times(hung), Times(beside))
    }

    private static func secondAttempt(_ journey: StoreFacts.Journey, _ stage: String) -> Int? {
        guard let index = journey.hops.firstIndex(where: { $0.stage == stage && $0.attempt > 1 }), index > 0 else {
            return nil
        }
        return journey.hops[index].started - journey.hops[index - 1].ended
    }
}
