internal import CLinux
internal import FoundationEssentials
internal import Glibc
package import Pipeline

/// The list of running processes in the run folder, for the supervisor that comes after a killed one.
///
/// One line a process: its id, its start time from `/proc` (an id alone may belong to somebody else by then), its name.
package struct Roll {
    private let path: String
    private var entries: [String: String] = [:]

    package init(folder: String) {
        path = folder + "/processes"
    }

    /// Keeps the list in step with what the supervisor reports.
    package mutating func note(_ event: Event) {
        switch event {
        case .started(let name, let pid):
            guard let time = Roll.startTime(of: pid) else { return }
            entries[name] = "\(pid) \(time) \(name)\n"
        case .failed(let name, _, _), .stopped(let name): entries[name] = nil
        default: return
        }
        let text = entries.sorted { $0.key < $1.key }.map(\.value).joined()
        // Whoever reads a list that couldn't be written waits for fewer processes; nothing depends on it.
        _ = FileManager.default.createFile(atPath: path + ".new", contents: Data(text.utf8))
        unsafe rename(path + ".new", path)
    }

    /// Ends what a killed supervisor left running, and waits until it is gone.
    ///
    /// The kernel told these processes to stop when their supervisor died; they may still be finishing their work.
    ///
    /// - Returns: The names of the processes that were still there.
    package func endLeftovers(drain: Duration) throws(Failure) -> [String] {
        let text = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let left = text.split(separator: "\n").compactMap { Leftover($0) }
        for process in left { kill(process.pid, SIGTERM) }
        let deadline = ContinuousClock.now + drain
        for process in left {
            let wait = ContinuousClock.now.duration(to: deadline)
            if Waiting.readable([process.end.number], atMost: max(wait, .zero)).isEmpty {
                kill(-process.pid, SIGKILL)
                _ = Waiting.readable([process.end.number], atMost: .seconds(5))
            }
        }
        return left.map(\.name)
    }

    /// The processes of a run folder's list that are still there, by their names.
    package static func running(in folder: String) -> [(name: String, pid: Int32)] {
        let text = FileManager.default.contents(atPath: folder + "/processes").map {
            String(decoding: $0, as: UTF8.self)
        }
        return (text ?? "").split(separator: "\n").compactMap { Leftover($0) }.map { ($0.name, $0.pid) }
    }

    private struct Leftover {
        let pid: pid_t
        let name: String
        let end: Descriptor

        /// Nil for a process that isn't there any more.
        init?(_ line: Substring) {
            let parts = line.split(separator: " ", maxSplits: 2)
            guard parts.count == 3, let pid = pid_t(parts[0]) else { return nil }
            end = Descriptor(interdict_process_descriptor(pid))
            guard end.number >= 0, Roll.startTime(of: pid) == String(parts[1]) else { return nil }
            (self.pid, name) = (pid, String(parts[2]))
        }
    }

    /// The 22nd field of `/proc/PID/stat`; the second one may hold spaces and is skipped by its bracket.
    private static func startTime(of pid: pid_t) -> String? {
        guard let data = FileManager.default.contents(atPath: "/proc/\(pid)/stat") else { return nil }
        let text = String(decoding: data, as: UTF8.self)
        guard let bracket = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: bracket)...].split(separator: " ")
        return fields.count > 19 && fields[0] != "Z" ? String(fields[19]) : nil
    }
}
