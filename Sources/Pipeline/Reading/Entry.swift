internal import Yams

/// One value of the file, where it stands and under which path, such as `queues.articles.lease`.
struct Entry {
    let path: String
    let line: Int
    let node: Node
    let reading: Reading

    /// The value as text with variables expanded; nil, with a finding, for tables, lists and nothing.
    func text() -> String? {
        guard let scalar = node.scalar, node.null == nil else {
            reading.error(line, "\(path) must be a text, not \(kind)")
            return nil
        }
        do throws(Expansion.Problem) {
            return try reading.expansion.expand(scalar.string)
        } catch {
            reading.error(line, "\(path): \(error.sentence)")
            return nil
        }
    }

    /// The value as a setting of some type; nil, with a finding, where it is none.
    func setting<Value: Setting>(as type: Value.Type = Value.self) -> Value? {
        guard node.scalar != nil, node.null == nil else {
            reading.error(line, "\(path) must be \(Value.expectation), not \(kind)")
            return nil
        }
        guard let text = text() else { return nil }
        guard let value = Value(setting: text) else {
            reading.error(line, "\(path) must be \(Value.expectation), not \"\(text)\"")
            return nil
        }
        return value
    }

    /// The value as a table; nil, with a finding, where it is none.
    func table() -> Table? {
        guard let mapping = node.mapping else {
            reading.error(line, "\(path) must be a table of keys and values, not \(kind)")
            return nil
        }
        return Table(path: path, line: line, mapping: mapping, reading: reading)
    }

    /// The members of a list; nil where the value is none.
    var items: [Entry]? {
        guard let sequence = node.sequence else { return nil }
        return sequence.enumerated().map { index, node in
            Entry(path: "\(path)[\(index)]", line: node.mark?.line ?? line, node: node, reading: reading)
        }
    }

    /// The value as a list of texts, where a single text counts as a list of one.
    func texts() -> [String] {
        guard let sequence = node.sequence else { return text().map { [$0] } ?? [] }
        return sequence.enumerated().compactMap { index, node in
            Entry(path: "\(path)[\(index)]", line: node.mark?.line ?? line, node: node, reading: reading).text()
        }
    }

    var isTable: Bool { node.mapping != nil }

    private var kind: String {
        switch node {
        case .mapping: "a table"
        case .sequence: "a list"
        case .alias: "an alias"
        case .scalar(let scalar): node.null == nil ? "\"\(scalar.string)\"" : "nothing"
        }
    }
}
