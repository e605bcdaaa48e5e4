internal import ArgumentParser
internal import Foundation
internal import Pipeline

/// Countries and bodies as a person names them, as the codes that documents have.
struct CodeNames {
    private let countries: [String: String]
    private let bodies: [String: String]

    /// Reads the shipped tables.
    ///
    /// Where they can't be read, every text is taken as it is: a question to a store needs no folder of data.
    init() {
        var (countries, bodies): ([String: String], [String: String]) = ([:], [:])
        let folder = try? DataFolder.locate(environment: ProcessInfo.processInfo.environment).path
        func read(_ file: String, _ add: ([Substring]) -> Void) {
            guard let folder, let text = try? String(contentsOfFile: folder + "/" + file, encoding: .utf8) else {
                return
            }
            for line in text.split(separator: "\n") where line.first != "#" {
                add(line.split(separator: "\t", omittingEmptySubsequences: false))
            }
        }
        read("gazetteer/organizations.tsv") { fields in
            guard fields.count > 1, !fields[1].isEmpty else { return }
            for name in fields[0...1] { bodies[name.lowercased()] = String(fields[1]) }
        }
        // The issuers of the lexicon: `issuer UEMOA: UEMOA, …`.
        read("lexicon/en/authorities.txt") { fields in
            guard fields[0].hasPrefix("issuer "), let end = fields[0].firstIndex(of: ":") else { return }
            let code = String(fields[0][..<end].dropFirst(7))
            if code != "AU-GOV", bodies[code.lowercased()] == nil { bodies[code.lowercased()] = code }
        }
        read("gazetteer/countries.tsv") { fields in
            guard fields.count > 2 else { return }
            for name in [fields[0], fields[1]] + fields[2].split(separator: "|") {
                countries[name.lowercased()] = String(fields[0])
            }
        }
        self.countries = countries
        self.bodies = bodies
    }

    /// The code of a country, by code or name.
    func country(_ text: String) -> String? { countries[text.lowercased()] }

    /// - Throws: `ValidationError` where the text names no country or body that is known.
    func code(_ option: String, _ text: String?) throws -> String? {
        guard let text, !countries.isEmpty else { return text }
        guard let code = country(text) ?? bodies[text.lowercased()] else {
            throw ValidationError(
                "--\(option) must be a country or body, by code or name, such as KP, \"North Korea\" or EU, not \(text)"
            )
        }
        return code
    }
}
