internal import FoundationEssentials

/// What a process has in memory, as the kernel counts it.
package enum ResidentMemory {
    /// From the second field of `/proc/PID/statm`, which counts pages.
    ///
    /// - Parameter process: Its id; nil for this process.
    /// - Returns: Bytes; nil where there is no such process, or no such file.
    package static func bytes(of process: Int32? = nil) -> Int? {
        let name = process.map(String.init) ?? "self"
        guard let data = FileManager.default.contents(atPath: "/proc/\(name)/statm") else { return nil }
        let fields = String(decoding: data, as: UTF8.self).split(separator: " ")
        return fields.count > 1 ? Int(fields[1]).map { $0 * 4096 } : nil
    }
}
