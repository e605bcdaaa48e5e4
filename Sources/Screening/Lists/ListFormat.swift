/// The formats that lists are published in.
package enum ListFormat: String, Sendable, CaseIterable {
    case ofacCSV = "ofac-csv"
    case ofacXML = "ofac-xml"
    case ofacAdvancedXML = "ofac-advanced-xml"
    case unXML = "un-xml"
    case euXML = "eu-xml"
    case euCSV = "eu-csv"
    case ukXML = "uk-xml"
    case ukCSV = "uk-csv"
    case semaXML = "ca-sema-xml"
    case cslCSV = "us-csl-csv"
    case cslJSON = "us-csl-json"
    case openSanctionsCSV = "opensanctions-csv"
    case followTheMoney = "ftm-json-lines"
    case ownJSON = "json"
    case ownCSV = "csv"

    /// Tells the format of a file by its name and its beginning; nil where it is none of these.
    package init?(_ file: ListFile) {
        var start = file.bytes.prefix(4000)
        if start.starts(with: [0xEF, 0xBB, 0xBF]) { start = start.dropFirst(3) }
        let text = String(decoding: start, as: UTF8.self)
        let found: ListFormat? =
            switch text.first(where: { !$0.isWhitespace }) {
            case "<": Self.xml(text)
            case "{", "[": Self.json(text)
            default: Self.table(text, file.name)
            }
        guard let found else { return nil }
        self = found
    }

    private static func xml(_ text: String) -> ListFormat? {
        let roots: [(String, ListFormat)] = [
            ("<sdnList", .ofacXML), ("<CONSOLIDATED_LIST", .unXML), ("<Designations", .ukXML), ("<data-set", .semaXML),
            ("sanctionEntity", .euXML), ("<export", .euXML), ("<Sanctions", .ofacAdvancedXML),
        ]
        return roots.first { text.contains($0.0) }?.1
    }

    private static func json(_ text: String) -> ListFormat? {
        if text.contains("\"interdict.list/1\"") { return .ownJSON }
        if text.contains("\"results\"") { return .cslJSON }
        return text.contains("\"schema\"") && text.contains("\"properties\"") ? .followTheMoney : nil
    }

    private static func table(_ text: String, _ name: String) -> ListFormat? {
        let head = text.lowercased()
        if head.contains("entity_logicalid") { return .euCSV }
        if head.contains("unique id"), head.contains("name 6") { return .ukCSV }
        if head.contains("entity_number"), head.contains("alt_names") { return .cslCSV }
        let first = head.prefix { $0 != "\n" && $0 != "\r\n" }
        let columns = first.split(whereSeparator: { $0 == "," || $0 == "\t" }).map { $0.filter { $0 != "\"" } }
        if columns.contains("schema"), columns.contains("aliases") { return .openSanctionsCSV }
        if columns.contains("id"), columns.contains("name") { return .ownCSV }
        return OFACCSV.part(name) != nil ? .ofacCSV : nil
    }
}
