extension Lint {
    /// Every socket of the pipeline with the path of its setting.
    private var endpoints: [(path: String, endpoint: Endpoint)] {
        let ingest = [
            ("ingest.submit", file.ingest.submit), ("ingest.push", file.ingest.push),
            ("ingest.settle", file.ingest.settle),
        ]
        let queues = file.queues.flatMap { queue in
            queue.endpoints.map { ("queues.\(queue.name).endpoint", $0) }
        }
        let feed = [
            ("feed.publish", file.feed.publish), ("feed.fetch", file.feed.fetch), ("feed.wake", file.feed.wake),
        ]
        return (ingest + queues + feed + [("control", file.control)]).map { (path: $0.0, endpoint: $0.1) }
    }

    /// Two sockets that would bind one address: the second would take an `ipc://` path from the first in silence.
    func binders() -> [Finding] {
        var seen: [String: (path: String, line: Int)] = [:]
        return endpoints.compactMap { path, endpoint in
            let key = Lint.portOnly(endpoint.bind)
            guard let first = seen[key] else {
                seen[key] = (path, endpoint.line)
                return nil
            }
            return error(
                endpoint.line,
                "\(path) binds \(endpoint.bind), which \(first.path) in line \(first.line) binds too: give each its own"
            )
        }
    }

    /// `tcp://*:5571` takes the port on every interface, so it is in the way of `tcp://127.0.0.1:5571` too.
    private static func portOnly(_ address: String) -> String {
        guard case .tcp(_, let port) = Address(address) else { return address }
        return "tcp port \(port)"
    }

    /// Sockets that other machines can reach, without anybody having said that this is meant.
    func exposed() -> [Finding] {
        guard !file.insecure, file.security == nil else { return [] }
        return endpoints.compactMap { path, endpoint in
            let addresses = [endpoint.bind, endpoint.connect]
            guard let open = addresses.first(where: { Address($0)?.leavesMachine ?? false }) else { return nil }
            return error(
                endpoint.line,
                "\(path): \(open) is reachable from other machines without encryption or authentication; "
                    + "give the file a \"security:\" section with a folder of keys (interdict keys generate), "
                    + "use ipc:// or 127.0.0.1, or write \"insecure: true\" at the top if the network is yours alone"
            )
        }
    }

    /// Settings of a file's security that do nothing.
    func needlessSecurity() -> [Finding] {
        guard let security = file.security else { return [] }
        if file.insecure {
            return [warning(security.line, "security: with it \"insecure: true\" has no effect; remove one of the two")]
        }
        guard !endpoints.contains(where: { $0.endpoint.speaksTCP }) else { return [] }
        return [warning(security.line, "security: has no effect, for no socket of this file is a tcp:// address")]
    }
}

extension Endpoint {
    fileprivate var speaksTCP: Bool { bind.hasPrefix("tcp://") || connect.hasPrefix("tcp://") }
}
