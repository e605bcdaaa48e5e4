internal import Observability
internal import Transport

/// The resident memory of a pipeline's processes over time.
package struct MemoryTrack: Sendable {
    /// One look at every process.
    package struct Look: Sendable {
        /// Seconds since the beginning.
        package let second: Int
        /// MiB by the process's name, in the order of the names.
        package let used: [(name: String, mebibytes: Int)]
        package let promised: Int
    }

    package private(set) var looks: [Look] = []

    mutating func look(at processes: [(name: String, pid: Int32)], second: Int, promised: Int) {
        let used = processes.sorted { $0.name < $1.name }.compactMap { process in
            ResidentMemory.bytes(of: process.pid).map { (name: process.name, mebibytes: $0 >> 20) }
        }
        looks.append(Look(second: second, used: used, promised: promised))
    }

    /// What went on growing in the last third of the time, in sentences.
    ///
    /// A tenth and 8 MiB are left for what allocators do; a leak of whole articles passes that within seconds.
    func growth() -> [String] {
        let third = looks.count / 3
        guard third > 0, let last = looks.last else { return [] }
        let middle = looks[third..<(looks.count - third)]
        return last.used.compactMap { name, now in
            let before = middle.compactMap { look in look.used.first { $0.name == name }?.mebibytes }.max() ?? now
            guard now > before + before / 10 + 8 else { return nil }
            return "\(name) grew from \(before) to \(now) MiB in the last third of the time"
        }
    }

    var text: [String] {
        guard let names = looks.last?.used.map(\.name) else { return [] }
        let head = (["second", "accepted"] + names).map(Self.cell).joined()
        return [head]
            + looks.map { look in
                let cells = names.map { name in look.used.first { $0.name == name }.map { "\($0.mebibytes)" } ?? "-" }
                return (["\(look.second)", "\(look.promised)"] + cells).map(Self.cell).joined()
            }
    }

    private static func cell(_ text: String) -> String {
        String(repeating: " ", count: max(1, 12 - text.utf8.count)) + text
    }
}
