internal import CZeroMQ

/// One frame of a message: bytes that libzmq owns and shares by reference count.
///
/// Forwarding a frame copies no payload.
@safe package final class Frame: @unchecked Sendable {
    // Unchecked: the bytes are never changed after the frame is made, and libzmq counts references atomically.
    let message: UnsafeMutablePointer<zmq_msg_t>

    init() {
        unsafe message = .allocate(capacity: 1)
        unsafe zmq_msg_init(message)
    }

    /// Makes a frame with a copy of these bytes.
    package init(_ bytes: [UInt8]) {
        unsafe message = .allocate(capacity: 1)
        unsafe zmq_msg_init_size(message, bytes.count)
        unsafe bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress, let target = unsafe zmq_msg_data(message) else { return }
            unsafe target.copyMemory(from: start, byteCount: source.count)
        }
    }

    /// Makes a frame with the UTF-8 of a text.
    package convenience init(_ text: String) { self.init(Array(text.utf8)) }

    deinit {
        unsafe zmq_msg_close(message)
        unsafe message.deallocate()
    }

    package var count: Int { unsafe zmq_msg_size(message) }

    /// The frame's bytes, while the closure runs.
    package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try unsafe body(UnsafeRawBufferPointer(start: zmq_msg_data(message), count: zmq_msg_size(message)))
    }

    /// A copy of the frame's bytes.
    package var bytes: [UInt8] { unsafe withBytes { unsafe Array($0) } }

    /// The frame as text; invalid UTF-8 is replaced.
    package var text: String { unsafe withBytes { unsafe String(decoding: $0, as: UTF8.self) } }

    package func equals(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return unsafe withBytes { bytes in
            unsafe bytes.elementsEqual(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        }
    }
}
