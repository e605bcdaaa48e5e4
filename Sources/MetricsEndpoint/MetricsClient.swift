internal import Dispatch
internal import Glibc
package import Pipeline

/// Reads the page of another process of this machine.
package struct MetricsClient: Sendable {
    private let patience: Int32

    /// - Parameter milliseconds: The longest wait for the other process to go on.
    package init(milliseconds: Int32 = 3000) { patience = milliseconds }

    /// Asks for a page.
    ///
    /// - Parameters:
    ///   - path: A path such as `/metrics`.
    ///   - address: Where the process listens.
    /// - Returns: The page's text; nil where nobody answers in time.
    package func page(_ path: String, at address: MetricsAddress) async -> String? {
        // It blocks for as long as the other process takes, which Swift's own threads mustn't.
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: read(path, address)) }
        }
    }

    private func read(_ path: String, _ address: MetricsAddress) -> String? {
        guard let connection = connected(to: address) else { return nil }
        defer { close(connection) }
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        guard unsafe send(connection, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else { return nil }
        var answer: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while true {
            var item = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&item, 1, patience) > 0 else { return nil }
            let count = unsafe Glibc.read(connection, &chunk, chunk.count)
            guard count >= 0 else { return nil }
            if count == 0 { return body(of: answer) }
            answer += chunk[..<count]
        }
    }

    /// What follows the headers; the other side closes behind it.
    private func body(of answer: [UInt8]) -> String? {
        let text = String(decoding: answer, as: UTF8.self)
        guard let end = text.firstRange(of: "\r\n\r\n") else { return nil }
        return String(text[end.upperBound...])
    }

    private func connected(to address: MetricsAddress) -> Int32? {
        switch address {
        case .unix(let path):
            guard let place = UnixAddress(path) else { return nil }
            return open(AF_UNIX) { descriptor in
                unsafe place.withPointer { unsafe connect(descriptor, $0, $1) }
            }
        case .inet(let host, let port):
            var hints = unsafe addrinfo()
            unsafe hints.ai_flags = AI_NUMERICHOST
            unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            guard unsafe getaddrinfo(host, "\(port)", &hints, &found) == 0, let first = unsafe found else { return nil }
            defer { unsafe freeaddrinfo(first) }
            return unsafe open(first.pointee.ai_family) { descriptor in
                unsafe connect(descriptor, first.pointee.ai_addr, first.pointee.ai_addrlen)
            }
        }
    }

    /// Connects to a process of this machine, which either listens or doesn't: there is nothing to wait for.
    private func open(_ family: Int32, _ connect: (Int32) -> Int32) -> Int32? {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        guard connect(descriptor) == 0 else {
            close(descriptor)
            return nil
        }
        return descriptor
    }
}
