internal import Glibc
package import Logging
internal import Pipeline
internal import Synchronization
package import ZeroMQ

/// Lets in the clients on the list, which is read again whenever its file has changed, and counts the others.
package final class AllowList: Gate {
    /// Which version of the file was read.
    private struct Stamp: Equatable {
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    private struct State {
        var allowed = AllowedKeys()
        var stamp: Stamp?
        /// Where clients with these keys came from.
        var addresses: [CurveKey: Set<String>] = [:]
        var cut: [String] = []
        var refused = 0
        var lastLine: ContinuousClock.Instant?
    }

    private let path: String
    /// The servers' own key: they connect to one another.
    private let own: CurveKey
    private let logger: Logger
    private let state = Mutex(State())

    /// - Parameters:
    ///   - path: The list's file.
    ///   - own: A key that is always let in.
    ///   - logger: Told of refused clients, at most one a second.
    package init(at path: String, own: CurveKey, logger: Logger) {
        self.path = path
        self.own = own
        self.logger = logger
        state.withLock { reload(&$0) }
    }

    /// How many handshakes were refused.
    package var refused: Int { state.withLock { $0.refused } }

    package func admit(_ key: CurveKey, from address: String) -> String? {
        state.withLock { state in
            reload(&state)
            if let name = key == own ? "server" : state.allowed.name(of: key) {
                state.addresses[key, default: []].insert(address)
                return name
            }
            refuse(key, address, &state)
            return nil
        }
    }

    package func revoked() -> [String] {
        state.withLock { state in
            reload(&state)
            defer { state.cut = [] }
            return state.cut
        }
    }

    private func refuse(_ key: CurveKey, _ address: String, _ state: inout State) {
        state.refused += 1
        let now = ContinuousClock.now
        if let last = state.lastLine, now - last < .seconds(1) { return }
        state.lastLine = now
        logger.warning(
            "a client's key is not on the list",
            metadata: ["key": "\(key)", "address": "\(address)", "list": "\(path)", "refused": "\(state.refused)"]
        )
    }

    /// Reads a changed list.
    ///
    /// One that can't be read changes nothing but is logged: an operator's slip must not cut off everybody. A list that
    /// is gone lets nobody in.
    private func reload(_ state: inout State) {
        let stamp = Self.stamp(of: path)
        guard stamp != state.stamp || stamp == nil && !state.allowed.clients.isEmpty else { return }
        state.stamp = stamp
        let before = state.allowed
        do throws(Failure) {
            state.allowed = try AllowedKeys(at: path)
        } catch {
            return logger.error(
                "the list of allowed keys can't be read; the one before stays",
                metadata: ["reason": "\(error)"]
            )
        }
        for client in before.clients where client.key != own && state.allowed.name(of: client.key) == nil {
            let addresses = state.addresses.removeValue(forKey: client.key) ?? []
            state.cut += addresses.sorted()
            logger.notice(
                "a client's key is revoked",
                metadata: [
                    "key": "\(client.key)", "client": "\(client.name)", "connectedFrom": "\(addresses.sorted())",
                ]
            )
        }
    }

    private static func stamp(of path: String) -> Stamp? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Stamp(
            inode: UInt(status.st_ino),
            size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec,
            nanoseconds: status.st_mtim.tv_nsec
        )
    }
}
