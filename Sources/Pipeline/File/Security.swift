/// The `security:` section: with it every `tcp://` socket of the pipeline is encrypted, and both ends prove who they are.
package struct Security: Sendable, Equatable {
    /// The folder of the keys, which `interdict keys` makes.
    package let keys: String
    /// The name of the key that every binding socket has.
    package let server: String
    /// The name of the key with which this machine's programs connect.
    package let client: String
    /// The file with the public keys that may connect.
    package let allowed: String
    package let line: Int
}

extension Security {
    init?(_ entry: Entry) {
        guard let table = entry.table() else { return nil }
        defer { table.close() }
        let keys = table.required("keys")?.text()
        let server = Security.name(table, "server")
        let client = Security.name(table, "client")
        let allowed = table.entry("allowed")?.text()
        guard let keys, let server, let client else { return nil }
        self.init(keys: keys, server: server, client: client, allowed: allowed ?? keys + "/allowed", line: entry.line)
    }

    /// The name of a key, `key` itself unless the file gives another; nil, with a finding, where it can't be one.
    private static func name(_ table: Table, _ key: String) -> String? {
        guard let entry = table.entry(key) else { return key }
        guard let text = entry.text(), Name.check(text, entry) else { return nil }
        return text
    }
}
