internal import CLinux
internal import Glibc
package import Pipeline
internal import Synchronization

/// Where requests from other threads wait for the supervisor.
package final class Inbox: Sendable {
    package struct Item: Sendable {
        let request: Request
        let answer: @Sendable (Reply) -> Void
    }

    private let items = Mutex<[Item]>([])
    /// Readable while requests wait.
    let descriptor: Int32

    package init() throws(Failure) {
        descriptor = interdict_wakeup_descriptor()
        guard descriptor >= 0 else { throw Failure(system: "cannot make an event descriptor", errno: errno) }
    }

    /// Leaves a request; `answer` is called once, on the supervisor's thread, when it is carried out or refused.
    package func put(_ request: Request, answer: @escaping @Sendable (Reply) -> Void = { _ in }) {
        items.withLock { $0.append(Item(request: request, answer: answer)) }
        var one: UInt64 = 1
        _ = unsafe write(descriptor, &one, 8)
    }

    func take() -> [Item] {
        var count: UInt64 = 0
        _ = unsafe read(descriptor, &count, 8)
        return items.withLock { items in
            defer { items = [] }
            return items
        }
    }

    deinit {
        close(descriptor)
    }
}
