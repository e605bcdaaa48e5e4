import Foundation
import Synchronization

/// A man in the middle without a key: passes TCP bytes on between a client and a server, and keeps a copy of all.
final class Eavesdropper: Sendable {
    private let listener: Int32
    private let target: UInt16
    private let captured = Mutex<[UInt8]>([])
    let port: UInt16

    init(target: Int) throws {
        self.target = UInt16(target)
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard listener >= 0, unsafe Self.address(0, { unsafe bind(listener, $0, $1) }) == 0, listen(listener, 16) == 0
        else { throw POSIXError(.EADDRINUSE) }
        var bound = sockaddr_in()
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        unsafe withUnsafeMutablePointer(to: &bound) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
                _ = unsafe getsockname(listener, name, &length)
            }
        }
        self.listener = listener
        port = UInt16(bigEndian: bound.sin_port)
        Thread.detachNewThread { [self] in
            while true {
                let client = accept(listener, nil, nil)
                guard client >= 0 else { return }
                pass(client)
            }
        }
    }

    /// Everything that went through, both ways.
    var bytes: [UInt8] { captured.withLock { $0 } }

    func close() { shutdown(listener, Int32(SHUT_RDWR)) }

    private func pass(_ client: Int32) {
        let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard unsafe Self.address(target, { unsafe connect(server, $0, $1) }) == 0 else {
            shutdown(client, Int32(SHUT_RDWR))
            return
        }
        for (from, to) in [(client, server), (server, client)] {
            Thread.detachNewThread { [self] in
                var buffer = [UInt8](repeating: 0, count: 65536)
                while true {
                    let count = unsafe recv(from, &buffer, buffer.count, 0)
                    guard count > 0 else { break }
                    captured.withLock { $0 += buffer[..<count] }
                    guard unsafe send(to, buffer, count, Int32(MSG_NOSIGNAL)) == count else { break }
                }
                for end in [from, to] { shutdown(end, Int32(SHUT_RDWR)) }
            }
        }
    }

    private static func address(_ port: UInt16, _ use: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return unsafe withUnsafePointer(to: address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                unsafe use(generic, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }
}
