/// Cuts a stream of bytes into lines; a line that grows past its bound is cut there.
struct LineBuffer {
    private var rest: [UInt8] = []
    private let longest: Int

    init(longest: Int = 65_536) {
        self.longest = longest
    }

    /// The lines that are complete after these bytes, without their line feeds.
    mutating func add(_ bytes: [UInt8]) -> [String] {
        var lines: [String] = []
        for piece in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
            if piece.offset > 0 { lines += finish(evenEmpty: true) }
            rest += piece.element
            if rest.count > longest { lines += finish(evenEmpty: false) }
        }
        return lines
    }

    /// What is left of an incomplete line.
    mutating func finish(evenEmpty: Bool = false) -> [String] {
        defer { rest.removeAll(keepingCapacity: true) }
        return rest.isEmpty && !evenEmpty ? [] : [String(decoding: rest, as: UTF8.self)]
    }
}
