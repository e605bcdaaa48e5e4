internal import Foundation

/// Says in words what holds a pipeline up.
struct Bottleneck {
    let sentence: String
    /// Whether something has to be done.
    let isTrouble: Bool

    init(_ picture: Picture) {
        (sentence, isTrouble) = Bottleneck.find(in: picture)
    }

    private static func find(in picture: Picture) -> (String, Bool) {
        if let problem = picture.problem { return ("ingest: \(problem)", true) }
        if !picture.silent.isEmpty {
            let verb = picture.silent.count == 1 ? "gives" : "give"
            return ("\(picture.silent.joined(separator: ", ")) \(verb) no answer", true)
        }
        if let empty = picture.rows.last(where: { $0.workers == 0 && $0.waiting > 0 }) {
            return (
                "\(empty.name) has no workers and \(empty.waiting) messages wait for it: "
                    + "interdict scale \(empty.name)=1", true
            )
        }
        // While a queue fills, the stage before it may be as busy; what is furthest down the flow holds the rest up.
        let pressed = picture.rows.last { $0.waiting > $0.workers && ($0.busy ?? 0) > 0.85 && !$0.isBlocked }
        if let pressed { return (name(pressed, picture), true) }
        let busiest = picture.rows.max { ($0.busy ?? 0) < ($1.busy ?? 0) }
        guard let busiest, let busy = busiest.busy, picture.rows.contains(where: { $0.rate > 0 }) else {
            return ("nothing to do", false)
        }
        return ("nothing is held up; \(busiest.name) is the busiest stage, with \(percent(busy))", false)
    }

    private static func name(_ row: Picture.StageRow, _ picture: Picture) -> String {
        let workers = row.workers == 1 ? "1 worker" : "\(row.workers) workers"
        let fact = "\(row.name) is the bottleneck: \(workers) busy \(percent(row.busy ?? 0))"
        if row.isLast { return "\(fact); the disk or the database limits it" }
        if picture.idle < 0.05 {
            return "\(fact), and this machine's processors have nothing left; add workers on another machine"
        }
        return "\(fact); add workers: interdict scale \(row.name)=\(row.workers + 1)"
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}
