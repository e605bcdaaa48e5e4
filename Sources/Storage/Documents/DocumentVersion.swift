package import Messages

/// What made a document: the model, the rules and the states of the lists, as one text.
///
/// An article is stored again only under another version. So a repeated delivery changes nothing, and one that is worked
/// again with new rules, a new model or newer lists gets a new document.
package struct DocumentVersion: Sendable, Hashable {
    package let text: String

    package init(extraction: JSONValue, verdict: JSONValue) {
        var parts = [verdict["rules"]?.string ?? "", extraction["model"]?.string ?? ""]
        for list in verdict["lists"]?.array ?? [] {
            let name = list["list"]?.string ?? ""
            let state = list["sha256"]?.string ?? list["snapshot"]?.string ?? ""
            parts.append("\(name)@\(state.prefix(16))")
        }
        text = parts.joined(separator: " ")
    }
}
