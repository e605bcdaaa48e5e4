internal import ArgumentParser
internal import Foundation
internal import Keys
internal import Pipeline
internal import ZeroMQ

/// `interdict keys`: who may connect to a pipeline over TCP.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make and show the keys of encrypted sockets, and say which clients may connect.",
        discussion: """
            A pipeline file with a "security:" section encrypts every tcp:// socket with CURVE. The folder of keys holds \
            the pair "server" for the programs that others connect to, the pair "client" for those that connect, and the \
            list "allowed" of public keys that may. A machine with workers only needs server.key and a client's pair.

            First:          interdict keys generate
            One more host:  interdict keys generate host2 && interdict keys allow host2
                            then copy server.key, host2.key and host2.key_secret there (as client.key, client.key_secret)
            """,
        subcommands: [
            KeysGenerate.self, KeysShow.self, KeysAllow.self, KeysRevoke.self, KeysList.self,
        ]
    )
}

/// Which folder of keys a subcommand is about.
struct KeysOptions: ParsableArguments {
    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "The folder of keys; without it, the one that the pipeline file names.", completion: .directory)
    var keys: String?

    /// The folder, the list of those who may connect, and the names of the two pairs.
    func section() throws -> (folder: KeyFolder, allowed: String, server: String, client: String) {
        if let keys { return (KeyFolder(path: keys), keys + "/allowed", "server", "client") }
        let file = try pipeline.load()
        guard let security = file.security else {
            throw Failure(
                .configuration,
                "\(file.path) has no \"security:\" section, so it has no keys: add one (security: {keys: FOLDER}), "
                    + "or name a folder with --keys"
            )
        }
        return (KeyFolder(path: security.keys), security.allowed, security.server, security.client)
    }
}

struct KeysGenerate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate",
        abstract: "Make pairs of keys: the server's and the first client's, or those that are named.",
        discussion:
            "Without names, the first client is put on the list of those who may connect. Nothing is overwritten."
    )

    @OptionGroup var options: KeysOptions

    @Flag(help: "Make only what isn't there yet, and say nothing of the rest.")
    var missing = false

    @Argument(help: "Names of the pairs.")
    var names: [String] = []

    func run() throws {
        let (folder, allowed, server, client) = try options.section()
        for name in names.isEmpty ? [server, client] : names where !missing || !folder.hasSecret(name) {
            let pair = try folder.generate(name)
            print("\(name)  \(pair.publicKey)  \(folder.secretPath(name))")
            guard names.isEmpty, name == client else { continue }
            var list = try AllowedKeys(at: allowed)
            list.allow(pair.publicKey, name: name)
            try list.write(to: allowed)
            print("\(name) may connect: \(allowed)")
        }
    }
}

struct KeysShow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print the public key of a pair; the secret one only when that is asked for."
    )

    @OptionGroup var options: KeysOptions

    @Flag(help: "Print the secret key instead. Whoever sees it can pose as its owner.")
    var secret = false

    @Argument(help: "The pair's name.")
    var name = "server"

    func run() throws {
        let folder = try options.section().folder
        print(secret ? try folder.pair(name).secret.revealed : "\(try folder.publicKey(name))")
    }
}

struct KeysAllow: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "allow",
        abstract: "Let the holder of a key connect; running servers take it up at once."
    )

    @OptionGroup var options: KeysOptions

    @Option(help: "What the client is called in lists and logs.")
    var name: String?

    @Argument(
        help: "A public key, or the name of a pair in the folder of keys. Before a key that begins with - write --."
    )
    var key: String

    func run() throws {
        let (folder, allowed, _, _) = try options.section()
        let known = folder.hasPublic(key) || folder.hasSecret(key)
        guard let key = try CurveKey(key) ?? (known ? folder.publicKey(key) : nil) else {
            throw Failure(
                .usage,
                "\"\(key)\" is neither a public key (40 characters of Z85) nor a pair in \(folder.path)"
            )
        }
        let name = name ?? (known ? self.key : "client-\(key.description.filter(\.isLetter).prefix(6))")
        guard KeyFolder.isName(name) else {
            throw Failure(.usage, "\"\(name)\" cannot name a client: use letters, digits, - and _, at most 40")
        }
        try folder.make()
        var list = try AllowedKeys(at: allowed)
        list.allow(key, name: name)
        try list.write(to: allowed)
        print("\(name) may connect: \(key)")
    }
}

struct KeysRevoke: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Let the holder of a key connect no more.",
        discussion: """
            Running servers take it up within a second: connections from the addresses where the key was seen are broken; \
            who may stay comes back by itself, the key that is revoked is refused.
            """
    )

    @OptionGroup var options: KeysOptions

    @Argument(help: "A public key, or a client's name in the list.")
    var key: String

    func run() throws {
        let allowed = try options.section().allowed
        var list = try AllowedKeys(at: allowed)
        let gone = list.revoke(key)
        guard !gone.isEmpty else {
            let names = list.clients.map(\.name).joined(separator: ", ")
            throw Failure(.usage, "no client in \(allowed) has the key or the name \"\(key)\"; it has \(names)")
        }
        try list.write(to: allowed)
        for client in gone { print("\(client.name) may no longer connect: \(client.key)") }
    }
}

struct KeysList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Print who may connect, and which pairs are here."
    )

    @OptionGroup var options: KeysOptions

    func run() throws {
        let (folder, allowed, _, _) = try options.section()
        for client in try AllowedKeys(at: allowed).clients { print("allowed  \(client.key)  \(client.name)") }
        for name in folder.names {
            let kind = folder.hasSecret(name) ? "pair" : "public"
            print("\(kind.padding(toLength: 7, withPad: " ", startingAt: 0))  \(try folder.publicKey(name))  \(name)")
        }
    }
}
