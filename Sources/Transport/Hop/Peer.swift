package import ZeroMQ

/// The routing id under which a ROUTER knows one connection.
package struct Peer: Hashable, Sendable {
    /// Ids of up to seven bytes, which is what libzmq makes up itself, with their length in the top byte.
    private let packed: UInt64
    private let long: [UInt8]?

    package init(_ frame: Frame) {
        let count = frame.count
        guard count <= 7 else {
            packed = 0
            long = frame.bytes
            return
        }
        packed = unsafe frame.withBytes { bytes in
            var value = UInt64(count) << 56
            for index in 0..<count { unsafe value |= UInt64(bytes[index]) << (8 * UInt64(index)) }
            return value
        }
        long = nil
    }

    /// The routing id's bytes, to be sent as the first frame.
    package var routingID: [UInt8] {
        if let long { return long }
        return (0..<(packed >> 56)).map { UInt8(truncatingIfNeeded: packed >> (8 * $0)) }
    }
}
