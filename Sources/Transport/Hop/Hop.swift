package import ZeroMQ

/// What both ends of every hop have in common.
///
/// No socket that receives has `IMMEDIATE` set: libzmq 4.3.4 then ends the process with an assertion (`!_more`) when a
/// connection breaks while a message of many frames is being read. So what is sent without a connection waits for the
/// next one; senders look at their monitor first, and every message may come twice.
package enum Hop {
    /// ZMTP heartbeats that find a frozen or vanished peer within about two seconds.
    package static var heartbeats: [SocketOption] { [.heartbeat(interval: 500, timeout: 1500)] }

    /// Finds a vanished host without ZMTP heartbeats.
    ///
    /// A receiver at its high-water mark reads nothing, heartbeats neither: where back-pressure is normal they would
    /// break good connections.
    package static var keepAlive: [SocketOption] { [.tcpKeepAlive(idle: 10, interval: 3, count: 3)] }

    /// How many messages are taken from one socket before the others get their turn.
    package static let burst = 512

    /// The largest frame that a queue takes, by the largest article: an analysis is several times as long as its article.
    package static func largestFrame(articleBytes: Int) -> Int { max(64 << 20, articleBytes * 32) }

    /// A text that names this run and no other: the time and the process.
    package static func epoch(process: Int32) -> String {
        "\(String(wallClockMilliseconds(), radix: 36))-\(String(process, radix: 36))"
    }
}
