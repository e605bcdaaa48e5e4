internal import AsyncHTTPClient
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
package import Screening

/// Fetches files over HTTP, straight to disk.
///
/// Redirects are followed, but never from https to http. Nothing is kept in memory but the piece in hand.
package struct Fetcher: Sendable {
    /// How long and how much.
    package struct Limits: Sendable {
        package var connect: Duration = .seconds(15)
        /// The longest silence of a server.
        package var silence: Duration = .seconds(60)
        /// The longest time for one file in all.
        package var total: Duration = .seconds(900)
        /// The size at which a file is given up.
        package var bytes = 512 << 20
        /// How often a file is tried when the server or the way to it fails.
        package var attempts = 3
        /// The pause before the second try; it doubles with each.
        package var pause: Duration = .seconds(2)

        package init() {}
    }

    /// Why a file could not be had.
    package struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
        package var url: String
        package var reason: String
        /// Whether the same request may succeed a little later.
        package var isPassing: Bool

        package var description: String { "\(url): \(reason)" }
    }

    package enum Answer: Sendable, Equatable {
        /// The server says that nothing has changed.
        case unchanged
        case fetched(ListStore.Validator)
    }

    let limits: Limits
    private let client: HTTPClient

    package init(limits: Limits) {
        self.limits = limits
        var configuration = HTTPClient.Configuration()
        configuration.timeout = .init(
            connect: limits.connect.amount,
            read: limits.silence.amount
        )
        configuration.redirectConfiguration = .follow(max: 5, allowCycles: false)
        configuration.httpVersion = .http1Only
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Closes all connections; the fetcher can't be used afterwards.
    package func close() async throws { try await client.shutdown() }

    /// Fetches a file, again after a pause where the failure may pass.
    ///
    /// - Parameters:
    ///   - file: Its address, with what is known of its hash.
    ///   - validator: What the server said of the state that is kept already; nil fetches in any case.
    ///   - path: Where the file is written; what is there is overwritten.
    /// - Returns: Whether there is anything new.
    /// - Throws: ``Failure`` where the file can't be had as it should be; an error where the task is cancelled.
    func fetch(
        _ file: ListSource.File,
        unlike validator: ListStore.Validator?,
        to path: String
    ) async throws -> Answer {
        var pause = limits.pause
        for _ in 1..<max(1, limits.attempts) {
            do {
                return try await attempt(file, unlike: validator, to: path)
            } catch let failure as Failure where failure.isPassing {
                try await Task.sleep(for: pause)
                pause = pause * 2
            }
        }
        return try await attempt(file, unlike: validator, to: path)
    }

    private func attempt(
        _ file: ListSource.File,
        unlike validator: ListStore.Validator?,
        to path: String
    ) async throws -> Answer {
        let response = try await response(for: file.url, unlike: validator)
        if response.status == .notModified, validator != nil { return .unchanged }
        guard response.status == .ok else {
            _ = try? await response.body.collect(upTo: 1 << 16)
            throw failure(file.url, "the server answers \(response.status)", passes: response.status.isPassing)
        }
        let checks = Checksums(response.headers)
        let hashes = try await write(response, of: file.url, to: path)
        try check(hashes, checks, file)
        if let address = file.checksum { try await check(hashes, textAt: address, file) }
        return .fetched(
            ListStore.Validator(
                etag: response.headers.first(name: "ETag"),
                lastModified: response.headers.first(name: "Last-Modified")
            )
        )
    }

    private func response(
        for url: String,
        unlike validator: ListStore.Validator?
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: url)
        request.headers.add(name: "User-Agent", value: "Interdict (watchlist update)")
        request.headers.add(name: "Accept", value: "*/*")
        if let etag = validator?.etag { request.headers.add(name: "If-None-Match", value: etag) }
        if let date = validator?.lastModified { request.headers.add(name: "If-Modified-Since", value: date) }
        do {
            let response = try await client.execute(request, timeout: limits.total.amount)
            let way = response.history.map(\.request.url)
            if url.hasPrefix("https://"), let open = way.first(where: { !$0.hasPrefix("https://") }) {
                throw failure(url, "is sent on to \(open), which is not encrypted", passes: false)
            }
            return response
        } catch {
            throw explained(error, url)
        }
    }

    /// Writes the body piece by piece and hashes it on the way.
    private func write(_ response: HTTPClientResponse, of url: String, to path: String) async throws -> Hashes {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else { throw failure(url, "can't be written to \(path)", passes: false) }
        defer { try? handle.close() }
        var hashes = Hashes()
        let end = ContinuousClock.now.advanced(by: limits.total)
        do {
            for try await piece in response.body {
                let bytes = Data(piece.readableBytesView)
                hashes.update(bytes)
                guard hashes.count <= limits.bytes else {
                    throw failure(url, "is larger than \(limits.bytes) bytes, the most that is taken", passes: false)
                }
                guard ContinuousClock.now < end else {
                    throw failure(url, "was not complete within \(limits.total)", passes: true)
                }
                try handle.write(contentsOf: bytes)
            }
        } catch {
            throw explained(error, url)
        }
        if let length = response.headers.first(name: "Content-Length").flatMap({ Int($0) }), length != hashes.count {
            throw failure(url, "breaks off after \(hashes.count) of \(length) bytes", passes: true)
        }
        return hashes
    }

    private func check(_ hashes: Hashes, _ checks: Checksums, _ file: ListSource.File) throws {
        if let wrong = checks.mismatch(hashes) { throw failure(file.url, wrong, passes: true) }
        if let pinned = file.sha256, pinned != hashes.sha256 {
            let reason = "has the SHA-256 \(hashes.sha256), not \(pinned) as its source is pinned to"
            throw failure(file.url, reason, passes: false)
        }
    }

    /// Compares with the first word of a text, as `sha256sum` writes it.
    private func check(_ hashes: Hashes, textAt address: String, _ file: ListSource.File) async throws {
        let response = try await response(for: address, unlike: nil)
        guard response.status == .ok else {
            throw failure(address, "the server answers \(response.status)", passes: response.status.isPassing)
        }
        let text: String
        do {
            text = String(buffer: try await response.body.collect(upTo: 1 << 16))
        } catch {
            throw explained(error, address)
        }
        let wanted = text.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
        guard wanted == hashes.sha256 else {
            throw failure(file.url, "has the SHA-256 \(hashes.sha256), not \(wanted) as \(address) says", passes: true)
        }
    }

    private func failure(_ url: String, _ reason: String, passes: Bool) -> Failure {
        Failure(url: url, reason: reason, isPassing: passes)
    }

    private func explained(_ error: any Error, _ url: String) -> any Error {
        if error is Failure || error is CancellationError { return error }
        if error is HTTPParserError {
            return failure(url, "the answer breaks off or is no HTTP: \(error)", passes: true)
        }
        guard let known = error as? HTTPClientError else { return failure(url, "\(error)", passes: true) }
        let reason =
            switch known {
            case .readTimeout: "the server was silent for \(limits.silence)"
            case .connectTimeout: "no connection within \(limits.connect)"
            case .deadlineExceeded: "was not complete within \(limits.total)"
            case .remoteConnectionClosed: "the answer breaks off: the server closed the connection"
            case .redirectLimitReached, .redirectCycleDetected: "is sent on in circles"
            default: known.shortDescription
            }
        return failure(url, reason, passes: true)
    }
}

extension Duration {
    fileprivate var amount: TimeAmount {
        .nanoseconds(components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000)
    }
}
