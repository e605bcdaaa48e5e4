/// Reads lines and blocks from bytes that come in pieces.
package struct ByteReader {
    private let next: () throws -> [UInt8]?
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// A reader.
    ///
    /// - Parameter next: Gives the next piece, never an empty one; nil at the end.
    package init(_ next: @escaping () throws -> [UInt8]?) { self.next = next }

    private var available: Int { buffer.count - start }

    /// Whether at least so many bytes are there.
    private mutating func fill(_ count: Int) throws -> Bool {
        while available < count, !isAtEnd {
            guard let piece = try next() else {
                isAtEnd = true
                break
            }
            if start > 0 {
                buffer.removeFirst(start)
                start = 0
            }
            buffer += piece
        }
        return available >= count
    }

    /// A line without its end; nil at the end of everything, or where it is longer than the limit.
    package mutating func line(limit: Int = 1 << 16) throws -> String? {
        var searched = 0
        while true {
            if let end = buffer[(start + searched)...].firstIndex(of: 0x0A) {
                let line = buffer[start..<end]
                start = end + 1
                return String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
            }
            searched = available
            guard searched <= limit else { return nil }
            guard try fill(searched + 1) else {
                guard available > 0 else { return nil }
                defer { start = buffer.count }
                return String(decoding: buffer[start...], as: UTF8.self)
            }
        }
    }

    /// The next so many bytes, fewer at the end of everything.
    package mutating func block(_ count: Int) throws -> [UInt8] {
        _ = try fill(count)
        let size = min(count, available)
        defer { start += size }
        return Array(buffer[start..<start + size])
    }

    /// Passes over so many bytes without keeping them.
    package mutating func skip(_ count: Int) throws {
        var left = count
        while left > 0 {
            guard try fill(1) else { return }
            let size = min(left, available)
            start += size
            left -= size
        }
    }

    /// The next bytes without taking them.
    package mutating func peek(_ count: Int) throws -> [UInt8] {
        _ = try fill(count)
        return Array(buffer[start...].prefix(count))
    }
}
