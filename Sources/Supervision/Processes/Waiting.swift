internal import Glibc

/// Waits for the first of several descriptors that has something to read.
enum Waiting {
    /// The descriptors that are readable, closed or broken, after at most this time; nil waits for ever.
    static func readable(_ descriptors: [Int32], atMost limit: Duration?) -> Set<Int32> {
        var items = descriptors.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        let milliseconds = limit.map { Int32(clamping: max(0, ($0 / .milliseconds(1)).rounded(.up))) } ?? -1
        guard unsafe poll(&items, nfds_t(items.count), milliseconds) > 0 else { return [] }
        return Set(items.filter { $0.revents != 0 }.map(\.fd))
    }
}

extension Int32 {
    fileprivate init(clamping value: Double) {
        self = value >= Double(Int32.max) ? .max : Int32(value)
    }
}
