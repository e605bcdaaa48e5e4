/// The name of a queue, stage or process: letters, digits, `-` and `_`, at most 40, for it names files and sockets too.
enum Name {
    static func isGood(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            } && !text.hasPrefix("-")
    }

    static func check(_ text: String, _ entry: Entry) -> Bool {
        guard !isGood(text) else { return true }
        entry.reading.error(
            entry.line,
            "\"\(text)\" cannot be a name: use letters, digits, - and _, at most 40, not beginning with -"
        )
        return false
    }
}
