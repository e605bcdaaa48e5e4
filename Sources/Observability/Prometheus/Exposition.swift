/// Puts the pages of several processes together into one, each sample with the name of its process.
///
/// Reads what ``Registry`` writes: a HELP and a TYPE line, then the samples of that measure.
package struct Exposition {
    private struct Family {
        var head = ""
        var samples = ""
    }

    private var families: [String: Family] = [:]

    package init() {}

    /// Adds a page; `process` becomes a label of every sample.
    package mutating func add(_ page: String, process: String) {
        let label = "process=\"\(Labels.escaped(process))\""
        var name = ""
        for line in page.split(separator: "\n") {
            if line.hasPrefix("# HELP ") {
                name = String(line.dropFirst(7).prefix { $0 != " " })
                // The first page that has the measure explains it for all.
                if families[name] == nil { families[name] = Family(head: "\(line)\n") }
            } else if line.hasPrefix("# TYPE ") {
                if families[name]?.samples.isEmpty == true, families[name]?.head.contains("# TYPE") == false {
                    families[name]?.head += "\(line)\n"
                }
            } else {
                families[name]?.samples += Self.labelled(line, label) + "\n"
            }
        }
    }

    private static func labelled(_ line: Substring, _ label: String) -> String {
        guard let end = line.firstIndex(where: { $0 == "{" || $0 == " " }) else { return String(line) }
        let (name, rest) = (line[..<end], line[end...])
        return rest.first == "{" ? "\(name){\(label),\(rest.dropFirst())" : "\(name){\(label)}\(rest)"
    }

    package var text: String {
        families.sorted { $0.key < $1.key }.map { $0.value.head + $0.value.samples }.joined()
    }
}
