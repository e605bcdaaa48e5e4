internal import Keys
package import Pipeline
package import ZeroMQ

/// Asks the supervisor of a pipeline.
///
/// Calls block; they belong on a thread that may wait.
package struct ControlClient: Sendable {
    private let endpoint: String
    private let protection: Protection

    /// - Parameters:
    ///   - endpoint: What the pipeline file says under `control`.
    ///   - protection: The keys for a `tcp://` address.
    package init(endpoint: Endpoint, _ protection: Protection = .local) {
        self.endpoint = endpoint.connect
        self.protection = protection
    }

    /// Asks the supervisor of a pipeline file; keys are read where its socket needs them.
    package init(of file: PipelineFile) throws(Failure) {
        let isLocal = file.control.socketPath != nil
        self.init(endpoint: file.control, isLocal ? .local : try file.protectionToConnect())
    }

    /// Sends a request and waits for its answer.
    ///
    /// - Parameters:
    ///   - request: What is asked.
    ///   - presence: How long the supervisor may take to show that it is there.
    ///   - patience: How long it may take to carry the request out.
    /// - Returns: The answer's JSON.
    /// - Throws: A ``Failure``: unavailable where nobody answers, usage where the supervisor refuses.
    package func ask(
        _ request: Request,
        presence: Duration = .seconds(3),
        patience: Duration = .seconds(120)
    ) throws -> [UInt8] {
        let context = try Context(protection)
        let socket = try Socket(.dealer, in: context)
        let monitor = try Monitor(socket, name: "control", in: context)
        var admission = Admission(to: endpoint, in: context)
        try socket.connect(endpoint)
        try socket.send(request.words.map { Frame($0) })
        var poller = Poller()
        let index = poller.add(socket)
        _ = poller.add(monitor.socket)
        var deadline = ContinuousClock.now + presence
        var isThere = false
        while true {
            while let event = try monitor.next() { try admission.note(event) }
            if let frames = try socket.receive() {
                if let reply = Reply(words: frames.map(\.bytes)) { return try result(of: reply) }
                isThere = true
                deadline = .now + patience
            }
            let rest = ContinuousClock.now.duration(to: deadline)
            guard rest > .zero else { throw isThere ? unfinished(request, patience) : absent }
            try poller.wait(milliseconds: Int((rest / .milliseconds(1)).rounded(.up)))
            _ = poller.isReadable(index)
        }
    }

    private func result(of reply: Reply) throws(Failure) -> [UInt8] {
        switch reply {
        case .done(let json): return json
        case .refused(let sentence): throw Failure(.usage, sentence)
        }
    }

    private var absent: Failure {
        Failure(
            .unavailable,
            "no supervisor answers at \(endpoint): is the pipeline up (\"interdict up\"), in this run folder?"
        )
    }

    private func unfinished(_ request: Request, _ patience: Duration) -> Failure {
        Failure(
            .unavailable,
            "the supervisor hasn't finished \(request.words.joined(separator: " ")) after \(patience); it goes on with it"
        )
    }
}
