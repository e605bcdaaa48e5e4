package import Logging
package import Pipeline
package import ZeroMQ

extension PipelineFile {
    /// How a program that connects only protects its `tcp://` sockets.
    ///
    /// - Throws: A ``Failure`` for a key that isn't there, isn't one, or can be read by others.
    package func protectionToConnect() throws(Failure) -> Protection {
        guard let security else { return unprotected }
        try KeyFolder.requireCurve()
        return .curve(client: try security.clientKeys(), server: nil)
    }

    /// How a program that binds, and connects as well, protects its `tcp://` sockets.
    ///
    /// - Parameter logger: Told of clients that are refused.
    /// - Returns: The protection, and the list of those who may connect where there is one.
    /// - Throws: A ``Failure`` for a key that isn't there, isn't one, or can be read by others.
    package func protectionToBind(logger: Logger) throws(Failure) -> (protection: Protection, list: AllowList?) {
        guard let security else { return (unprotected, nil) }
        try KeyFolder.requireCurve()
        let identity = try KeyFolder(path: security.keys).pair(security.server)
        _ = try AllowedKeys(at: security.allowed)
        let list = AllowList(at: security.allowed, own: identity.publicKey, logger: logger)
        let protection = Protection.curve(
            client: try security.clientKeys(),
            server: .init(identity: identity, gate: list)
        )
        return (protection, list)
    }

    /// What a program that doesn't read pipeline files needs to connect: the server's public key, and where its own is.
    ///
    /// The secret itself is not in the environment, which other programs can see.
    package func keyVariables() throws(Failure) -> [String: String] {
        guard let security else { return [:] }
        let folder = KeyFolder(path: security.keys)
        return [
            "INTERDICT_SERVER_KEY": try folder.publicKey(security.server).description,
            "INTERDICT_CLIENT_KEY_FILE": folder.secretPath(security.clientName(in: folder)),
        ]
    }

    private var unprotected: Protection { insecure ? .insecure : .local }
}

extension Pipeline.Security {
    /// The keys for connecting.
    ///
    /// A machine that has the server's secret and no client's connects with the server's.
    fileprivate func clientKeys() throws(Failure) -> Protection.Client {
        let folder = KeyFolder(path: keys)
        let identity = try folder.pair(clientName(in: folder))
        return Protection.Client(identity: identity, server: try folder.publicKey(server))
    }

    fileprivate func clientName(in folder: KeyFolder) -> String {
        folder.hasSecret(client) || !folder.hasSecret(server) ? client : server
    }
}

extension Failure {
    /// The failure that an error of sockets ends a program with; nil for other errors.
    package init?(ofSockets error: any Error) {
        if let refusal = error as? Refusal {
            self.init(refusal)
        } else if let error = error as? ZeroMQError {
            self.init(error.isConfiguration ? .configuration : .unavailable, "\(error)")
        } else {
            return nil
        }
    }

    /// The sentence of a refusal, with the exit code that fits it.
    package init(_ refusal: Refusal) {
        self.init(refusal.isConfiguration ? .configuration : .unavailable, "\(refusal)")
    }
}
