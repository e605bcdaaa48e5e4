/// Where one socket listens, and how others reach it.
///
/// Written as one text where both are the same, or as `{bind: tcp://*:5571, connect: tcp://queue.example:5571}`.
package struct Endpoint: Sendable, Equatable, CustomStringConvertible {
    /// What the owner of the socket binds to.
    package let bind: String
    /// What everybody else connects to.
    package let connect: String
    /// Where the file says so.
    package let line: Int

    package init(bind: String, connect: String, line: Int = 0) {
        self.bind = bind
        self.connect = connect
        self.line = line
    }

    package var description: String { connect }

    /// The path of an `ipc://` endpoint's socket file; nil for `tcp://`.
    package var socketPath: String? { Address(bind)?.path }
}

extension Endpoint {
    /// Reads an endpoint; nil, with findings, where it is none.
    init?(_ entry: Entry) {
        let bind: Entry?
        let connect: Entry?
        if !entry.isTable {
            (bind, connect) = (entry, entry)
        } else {
            guard let table = entry.table() else { return nil }
            (bind, connect) = (table.required("bind"), table.required("connect"))
            table.close()
        }
        guard let bind, let connect, let listening = bind.text() else { return nil }
        guard let reached = entry.isTable ? connect.text() : listening else { return nil }
        self.init(bind: listening, connect: reached, line: entry.line)
        for (address, isBind) in [(listening, true), (reached, false)] {
            guard let sentence = Address.problem(address, isBind: isBind) else { continue }
            entry.reading.error(entry.line, "\(entry.path): \(sentence)")
            return nil
        }
    }
}
