/// Reads the facts out of the remarks that end an OFAC row.
///
/// They look like `DOB 07 Oct 1952; POB Leningrad, Russia; nationality Russia.`
struct OFACRemarks {
    let countries: Countries

    /// Adds what the remarks say to an entry; what isn't understood stays in the entry's remarks.
    func read(_ remarks: String, into entry: inout ListEntry) {
        for part in remarks.split(separator: ";") {
            var fact = part.trimmed
            if fact.hasSuffix(".") { fact.removeLast() }
            if fact.hasPrefix("alt. ") { fact.removeFirst(5) }
            read(fact: fact, into: &entry)
        }
    }

    private func read(fact: String, into entry: inout ListEntry) {
        if let alias = quotedAlias(fact) {
            entry.names.append(ListName(alias, .weak))
        } else if let date = fact.dropping("DOB ") {
            entry.birthDates.append(OFACDate.iso(date))
        } else if let place = fact.dropping("POB ") {
            entry.birthPlaces.append(place)
        } else if let name = fact.dropping("nationality ") ?? fact.dropping("citizen ") {
            add(country: name, to: &entry)
        } else if let flag = fact.dropping("Vessel Flag ") {
            add(country: flag, to: &entry)
        } else if fact.contains("Directive") {
            if fact.contains("Subject to Directive"), !entry.measures.contains(.sectoral) {
                entry.measures.append(.sectoral)
            }
        } else if let identifier = OFACIdentifier.read(fact, countries) {
            if !entry.identifiers.contains(identifier) { entry.identifiers.append(identifier) }
        }
    }

    func add(country name: String, to entry: inout ListEntry) {
        guard let code = countries.code(name), !entry.countries.contains(code) else { return }
        entry.countries.append(code)
    }

    /// `a.k.a. 'BNC'`, `f.k.a. 'ALPHA'`, `n.k.a. …`: names that OFAC calls weak.
    private func quotedAlias(_ fact: String) -> String? {
        guard let rest = fact.dropping("a.k.a. '") ?? fact.dropping("f.k.a. '") ?? fact.dropping("n.k.a. '"),
            rest.hasSuffix("'")
        else { return nil }
        let name = String(rest.dropLast())
        return name.isEmpty ? nil : name
    }
}

/// Reads one identifier of OFAC's remarks or identity documents.
enum OFACIdentifier {
    private static let labels: [(label: String, kind: ListIdentifier.Kind)] = [
        ("Vessel Registration Identification IMO ", .imo), ("Identification Number IMO ", .imo), ("IMO ", .imo),
        ("MMSI ", .mmsi), ("Maritime Mobile Service Identity ", .mmsi),
        ("Aircraft Tail Number ", .tail), ("Aircraft Manufacturer's Serial Number (MSN) ", .serial),
        ("Passport ", .passport), ("Tax ID No. ", .tax), ("V.A.T. Number ", .tax), ("R.F.C. ", .tax), ("NIT # ", .tax),
        ("National ID No. ", .national), ("C.U.R.P. ", .national), ("Cedula No. ", .national),
        ("Legal Entity Number ", .lei), ("SWIFT/BIC ", .bic), ("Registration Number ", .registration),
        ("Registration ID ", .registration), ("Business Registration Number ", .registration),
        ("Company Number ", .registration), ("Unified Social Credit Code (USCC) ", .registration),
        ("Government Gazette Number ", .registration), ("Commercial Registry Number ", .registration),
        ("Website ", .website), ("Email Address ", .email), ("Vessel Call Sign ", .callSign), ("Call Sign ", .callSign),
        ("Other Vessel Call Sign ", .callSign), ("Matricula Mercantil No ", .registration), ("RUC # ", .registration),
        ("Aircraft Construction Number ", .serial), ("D-U-N-S Number ", .other), ("BIK ", .other), ("ISIN ", .other),
    ]

    /// Whether a text is the name of a kind of document.
    static func isKind(_ text: String) -> Bool {
        text.hasPrefix("Digital Currency Address") || text == "Vessel Registration Identification"
            || labels.contains { (text + " ").hasPrefix($0.label) }
    }

    static func read(_ fact: String, _ countries: Countries) -> ListIdentifier? {
        if let rest = fact.dropping("Digital Currency Address - ") { return wallet(rest) }
        for (label, kind) in labels {
            if let rest = fact.dropping(label) { return identifier(kind, rest, countries) }
        }
        return nil
    }

    /// The identifier for a document type as OFAC's XML names it.
    static func read(type: String, number: String, country: String?) -> ListIdentifier? {
        if let currency = type.dropping("Digital Currency Address - ") {
            return .init(.wallet, number, issuer: currency)
        }
        let kind = labels.first { (type + " ").hasPrefix($0.label) }?.kind
        if type == "Vessel Registration Identification" || number.hasPrefix("IMO ") {
            return .init(.imo, number.dropping("IMO ") ?? number)
        }
        return kind.map { .init($0, number, issuer: country) }
    }

    private static func wallet(_ rest: String) -> ListIdentifier? {
        let words = rest.split(separator: " ")
        guard words.count >= 2 else { return nil }
        return ListIdentifier(.wallet, String(words[1]), issuer: String(words[0]))
    }

    private static func identifier(
        _ kind: ListIdentifier.Kind,
        _ rest: String,
        _ countries: Countries
    ) -> ListIdentifier? {
        guard let value = rest.split(separator: " ").first.map(String.init) else { return nil }
        var issuer: String?
        if let open = rest.firstIndex(of: "("), let close = rest[open...].firstIndex(of: ")") {
            issuer = countries.code(String(rest[rest.index(after: open)..<close]))
        }
        return ListIdentifier(kind, value, issuer: issuer)
    }
}

/// Dates as OFAC writes them: `07 Oct 1952`, `Oct 1952`, `circa 1952`.
enum OFACDate {
    private static let months = [
        "jan": "01", "feb": "02", "mar": "03", "apr": "04", "may": "05", "jun": "06", "jul": "07", "aug": "08",
        "sep": "09", "oct": "10", "nov": "11", "dec": "12",
    ]

    /// The ISO form, or the text as it is where it is vaguer.
    static func iso(_ text: String) -> String {
        let words = text.split(separator: " ").map { $0.lowercased() }
        if words.count == 3, let month = months[words[1]] {
            return words[2] + "-" + month + "-" + (words[0].count == 1 ? "0" : "") + words[0]
        }
        if words.count == 2, let month = months[words[0]] { return words[1] + "-" + month }
        return text
    }

    /// The ISO form of `03/28/2025`.
    static func american(_ text: String) -> String {
        let parts = text.split(separator: "/")
        return parts.count == 3 ? "\(parts[2])-\(parts[0])-\(parts[1])" : text
    }
}

extension String {
    /// What follows a prefix; nil where the text doesn't begin with it.
    func dropping(_ prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
