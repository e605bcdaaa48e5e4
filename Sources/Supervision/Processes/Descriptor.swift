internal import Glibc

/// An open file descriptor; it closes with its owner.
final class Descriptor {
    let number: Int32

    init(_ number: Int32) {
        self.number = number
    }

    /// Takes what is there to read, up to 64 KiB; empty at the end, nil where nothing has come yet.
    func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(number, $0.baseAddress, $0.count) }
            if count >= 0 { return Array(buffer[..<count]) }
            if errno != EINTR { return errno == EAGAIN ? nil : [] }
        }
    }

    /// Writes everything, waiting where it must; false where the other side refuses.
    @discardableResult
    func write(_ bytes: some Collection<UInt8>) -> Bool {
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(number, $0.baseAddress, $0.count) }
            if count < 0, errno != EINTR { return false }
            rest = rest.dropFirst(max(0, count))
        }
        return true
    }

    deinit {
        close(number)
    }
}
