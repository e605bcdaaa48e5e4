internal import Messages

extension Supervisor {
    /// The state of everything as one JSON object, `interdict.supervisor/1`.
    func statusJSON() -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 1024)
        json.beginObject()
        json.member("schema", "interdict.supervisor/1")
        json.member("phase", phaseName)
        json.key("processes")
        json.beginArray()
        for child in children { write(child, to: &json) }
        json.endArray()
        json.endObject()
        return json.bytes
    }

    private var phaseName: String {
        switch phase {
        case .starting: "starting"
        case .running: "running"
        case .stopping, .hurrying: "stopping"
        case .stopped: "stopped"
        }
    }

    private func write(_ child: Child, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", child.spec.name)
        json.member("group", child.group)
        json.member("state", child.state.name)
        json.member("pid", child.process.map { Int($0.pid) })
        if case .ready(let since) = child.state {
            json.member("readySeconds", ((clock.now - since) / .seconds(1)).rounded())
        }
        json.member("restarts", child.restarts)
        json.member("lastEnding", child.lastEnding)
        json.member("status", child.status)
        json.endObject()
    }
}
