internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Countries and bodies as a person names them, as the codes that documents have.
struct CodeNames {
    private let codes: [String: String]

    /// Reads the gazetteer's tables, which are shipped; without them only codes are understood.
    init() {
        var codes: [String: String] = [:]
        let folder = try? DataFolder.locate(environment: ProcessInfo.processInfo.environment).path(of: "gazetteer")
        func read(_ file: String, _ add: ([Substring]) -> Void) {
            guard let folder, let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else {
                return
            }
            for line in text.split(separator: "\n") where line.first != "#" {
                add(line.split(separator: "\t", omittingEmptySubsequences: false))
            }
        }
        read("organizations.tsv") { fields in
            guard fields.count > 1, !fields[1].isEmpty else { return }
            codes[fields[0].lowercased()] = String(fields[1])
            codes[fields[1].lowercased()] = String(fields[1])
        }
        read("countries.tsv") { fields in
            guard fields.count > 2 else { return }
            for name in [fields[0], fields[1]] + fields[2].split(separator: "|") {
                codes[name.lowercased()] = String(fields[0])
            }
        }
        self.codes = codes
    }

    /// The code of a country or body, by code or name.
    func code(_ text: String) -> String? { codes[text.lowercased()] }

    /// - Throws: `ValidationError` where the text names no country or body that is known.
    func code(_ option: String, _ text: String?) throws -> String? {
        guard let text, !codes.isEmpty else { return text }
        guard let code = code(text) else {
            throw ValidationError(
                "--\(option) must be a country or body, by code or name, such as KP, \"North Korea\" or EU, not \(text)"
            )
        }
        return code
    }
}
