internal import ArgumentParser
internal import Fetching
internal import Foundation
internal import Pipeline

/// Where a subscriber's documents go instead of standard output.
struct SinkOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Run this in a shell for each document, which is its standard input.",
            discussion: """
                INTERDICT_SEQ, INTERDICT_ID and INTERDICT_TOPIC are in its environment. Exit code 0 says that it is done; \
                others are tried again.
                """,
            valueName: "command"
        )
    )
    var exec: String?

    @Option(
        help: ArgumentHelp(
            "POST each document to this address.",
            discussion: """
                The header Idempotency-Key is SEQ-ID. With a secret, Interdict-Signature is t=SECONDS,v1=HEX, where HEX is \
                the HMAC-SHA256 of SECONDS, a full stop and the body. 2xx says that it is done; 408, 425, 429, 5xx and no \
                answer are tried again.
                """,
            valueName: "url"
        )
    )
    var webhook: String?

    @Option(
        help: "The file with the webhook's secret; without it INTERDICT_WEBHOOK_SECRET is taken.",
        completion: .file()
    )
    var secretFile: String?

    @Option(
        help: """
            Keep the place of the last document that was done in this file, and go on there after a restart; at first, \
            begin with --since.
            """,
        completion: .file()
    )
    var state: String?

    @Option(help: "How often a document is tried at --exec or --webhook before that ends with an error; 0 never ends.")
    var attempts = 10

    @Flag(help: "Pass over a document that failed in all attempts, with a line on standard error.")
    var skipFailed = false

    func validate() throws {
        if exec != nil, webhook != nil { throw ValidationError("--exec and --webhook exclude each other") }
        if attempts < 0 { throw ValidationError("--attempts must not be below 0, not \(attempts)") }
        if let webhook, !ArticleSources.isAddress(webhook) {
            throw ValidationError("--webhook must be an http:// or https:// address, not \(webhook)")
        }
    }

    /// The sink; nil where documents are printed.
    func sink() throws -> (any Sink)? {
        if let exec { return CommandSink(exec) }
        guard let webhook else { return nil }
        return WebhookSink(webhook, secret: try secret())
    }

    private func secret() throws -> [UInt8]? {
        guard let secretFile else {
            return ProcessInfo.processInfo.environment["INTERDICT_WEBHOOK_SECRET"].map { Array($0.utf8) }
        }
        guard let data = FileManager.default.contents(atPath: secretFile) else {
            throw Failure(.unavailable, "cannot read the secret in \(secretFile)")
        }
        let secret = Array(data).split(separator: UInt8(ascii: "\n"), maxSplits: 1).first.map { Array($0) } ?? []
        guard !secret.isEmpty else { throw Failure(.configuration, "\(secretFile) holds no secret") }
        return secret
    }
}
