package import Glibc

/// The address of a Unix domain socket: a path, or `@name` in Linux's abstract namespace.
package struct UnixAddress: Sendable {
    /// The longest path that a socket can be bound to, in bytes: `sun_path` less its closing zero.
    package static let longestPath = 107

    private let storage: sockaddr_un
    private let length: socklen_t

    /// Nil for an empty name and for one that is longer than `longestPath`.
    package init?(_ name: String) {
        var bytes = Array(name.utf8)
        guard !bytes.isEmpty, bytes.count <= UnixAddress.longestPath else { return nil }
        let isAbstract = bytes[0] == UInt8(ascii: "@")
        if isAbstract { bytes[0] = 0 }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        storage = address
        let used = MemoryLayout<sockaddr_un>.offset(of: \.sun_path).map { $0 + bytes.count + (isAbstract ? 0 : 1) }
        length = socklen_t(used ?? MemoryLayout<sockaddr_un>.size)
    }

    /// Lends the address to a call such as `bind` or `sendto`.
    package func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        unsafe withUnsafePointer(to: storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, length) }
        }
    }
}
