internal import CZlib

/// Unpacks gzip as it comes, also several members one behind the other, as archives have them.
@safe package final class Gunzip {
    private let stream: UnsafeMutablePointer<z_stream>
    private var isAtEnd = false

    /// What can't be unpacked.
    package struct Damage: Error, Sendable {}

    package init() {
        unsafe stream = .allocate(capacity: 1)
        unsafe stream.initialize(to: z_stream())
        _ = unsafe interdict_inflate_begin(stream)
    }

    deinit {
        _ = unsafe inflateEnd(stream)
        unsafe stream.deallocate()
    }

    /// Whether these bytes begin a gzip member.
    package static func isGzip(_ bytes: some Sequence<UInt8>) -> Bool { bytes.starts(with: [0x1F, 0x8B]) }

    /// Unpacks everything; nil where it is damaged or would have more than `limit` bytes.
    package static func unpack(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
        let gunzip = Gunzip()
        var output: [UInt8] = []
        do {
            try gunzip.feed(bytes) { piece in
                output += piece
                return output.count <= limit
            }
        } catch {
            return nil
        }
        return output.count <= limit ? output : nil
    }

    /// Takes packed bytes and hands on what they hold, piece by piece, until the body gives false.
    package func feed(_ bytes: [UInt8], _ body: ([UInt8]) throws -> Bool) throws {
        var input = bytes
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        var offset = 0
        while offset < input.count {
            if isAtEnd {
                guard unsafe inflateReset(stream) == Z_OK else { throw Damage() }
                isAtEnd = false
            }
            let (code, used, made) = step(&input, offset, &piece)
            offset += used
            if made > 0, try !body(Array(piece.prefix(made))) { return }
            if code == Z_STREAM_END {
                isAtEnd = true
            } else if code != Z_OK && !(code == Z_BUF_ERROR && offset == input.count) {
                throw Damage()
            } else if used == 0, made == 0 {
                return
            }
        }
        try drain(&piece, body)
    }

    /// What the last input still holds when the output had no room.
    private func drain(_ piece: inout [UInt8], _ body: ([UInt8]) throws -> Bool) throws {
        var nothing: [UInt8] = [0]
        while !isAtEnd {
            let (code, _, made) = step(&nothing, 1, &piece)
            if code == Z_STREAM_END { isAtEnd = true }
            guard made > 0, try body(Array(piece.prefix(made))) else { return }
        }
    }

    private func step(
        _ input: inout [UInt8],
        _ offset: Int,
        _ piece: inout [UInt8]
    ) -> (code: Int32, used: Int, made: Int) {
        let (available, room) = (input.count - offset, piece.count)
        return unsafe input.withUnsafeMutableBufferPointer { input in
            unsafe piece.withUnsafeMutableBufferPointer { piece in
                unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + offset }
                unsafe stream.pointee.avail_in = UInt32(available)
                unsafe stream.pointee.next_out = piece.baseAddress
                unsafe stream.pointee.avail_out = UInt32(room)
                let code = unsafe inflate(stream, Z_NO_FLUSH)
                return unsafe (
                    code, available - Int(stream.pointee.avail_in), room - Int(stream.pointee.avail_out)
                )
            }
        }
    }
}
