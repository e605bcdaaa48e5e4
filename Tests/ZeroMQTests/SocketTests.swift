import Foundation
import Testing

@testable import ZeroMQ

@Suite(.timeLimit(.minutes(5)))
struct SocketTests {
    let context: Context
    let folder = FileManager.default.temporaryDirectory.appending(path: "zmq-\(UUID().uuidString.prefix(8))")

    init() throws {
        context = try Context()
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func endpoint(_ name: String) -> String { "ipc://\(folder.path)/\(name)" }

    /// Waits for one whole message.
    private func next(_ socket: borrowing Socket) throws -> [String] {
        var poller = Poller()
        _ = poller.add(socket)
        while true {
            if let frames = try socket.receive() { return frames.map(\.text) }
            try poller.wait(milliseconds: 1000)
        }
    }

    @Test func `frames arrive whole, in order, and empty ones too`() throws {
        let pull = try Socket(.pull, in: context)
        try pull.bind(endpoint("a"))
        let push = try Socket(.push, in: context)
        try push.connect(endpoint("a"))
        try push.send([Frame("one"), Frame(""), Frame(String(repeating: "x", count: 100_000))])
        #expect(try next(pull).map(\.count) == [3, 0, 100_000])
    }

    @Test func `a router that must deliver says when nobody is there`() throws {
        let router = try Socket(.router, in: context, [.routerMandatory(true)])
        try router.bind(endpoint("b"))
        #expect(try router.send("nobody", more: true) == .unreachable)
    }

    @Test func `a dealer without a connection takes nothing`() throws {
        let dealer = try Socket(.dealer, in: context, [.immediate(true)])
        try dealer.connect(endpoint("nowhere"))
        #expect(try dealer.send("lost") == .full)
    }

    @Test func `a monitor tells of connection and loss`() throws {
        let router = try Socket(.router, in: context)
        try router.bind(endpoint("c"))
        let dealer = try Socket(.dealer, in: context)
        let monitor = try Monitor(dealer, name: "dealer", in: context)
        try dealer.connect(endpoint("c"))
        try wait(for: .handshakeSucceeded, in: monitor)
        let router2 = consume router
        _ = consume router2
        try wait(for: .disconnected, in: monitor)
    }

    private func wait(for event: Monitor.Event, in monitor: borrowing Monitor) throws {
        var poller = Poller()
        _ = poller.add(monitor.socket)
        while true {
            if let next = try monitor.next() {
                if next == event { return }
            } else {
                try poller.wait(milliseconds: 1000)
            }
        }
    }

    @Test func `a bind that fails says which endpoint and why`() throws {
        let socket = try Socket(.pull, in: context)
        #expect {
            try socket.bind("ipc:///nonexistent/folder/x")
        } throws: { error in
            "\(error)" == "cannot bind ipc:///nonexistent/folder/x: No such file or directory"
        }
    }

    @Test func `the port that the system chose can be read`() throws {
        let socket = try Socket(.pull, in: context)
        try socket.bind("tcp://127.0.0.1:*")
        #expect(socket.lastEndpoint.hasPrefix("tcp://127.0.0.1:"))
        #expect(!socket.lastEndpoint.hasSuffix("*"))
    }

    @Test func `a thread's failure reaches whoever joins it`() async throws {
        struct Broken: Error {}
        let thread = SocketThread(named: "broken") { throw Broken() }
        await #expect(throws: Broken.self) { try await thread.join() }
    }

    @Test func `a wakeup ends the wait of another thread`() async throws {
        let wakeup = try Wakeup()
        let waiting = SocketThread(named: "waiting") {
            var poller = Poller()
            let index = poller.add(descriptor: wakeup.descriptor)
            while !poller.isReadable(index) { try poller.wait(milliseconds: -1) }
        }
        wakeup.signal()
        try await waiting.join()
    }
}
