internal import ArgumentParser
internal import Fetching
internal import Foundation
internal import Gathering
internal import Pipeline

/// What files, pages and standard input hold, as options of a subcommand.
struct SourceOptions: ParsableArguments {
    @Option(
        help: """
            What everything is: \(SourceKind.allCases.map(\.rawValue).joined(separator: ", ")). Without it, names, servers \
            and first bytes tell.
            """
    )
    var format: String?

    @Option(
        help: """
            Columns of tables: title=Headline,body=Text,published=3, by the names in the first row or by numbers from 1. \
            Members: \(ColumnMap.Member.allCases.map(\.rawValue).joined(separator: ", ")).
            """
    )
    var columns: String?

    @Flag(help: "Fetch the page of an article that comes with its address alone, as GDELT's tables have them.")
    var fetchPages = false

    func validate() throws {
        guard let format, SourceKind(rawValue: format) == nil else { return }
        let list = SourceKind.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format must be one of \(list), not \(format)")
    }

    func source() throws(Failure) -> ArticleSource {
        do throws(Unreadable) {
            let kind = format.flatMap { SourceKind(rawValue: $0) }
            guard let columns else { return ArticleSource(kind: kind) }
            return ArticleSource(kind: kind, columns: try ColumnMap(columns))
        } catch {
            throw Failure(.usage, "--columns: \(error.reason)")
        }
    }
}

/// Finds the articles of paths and addresses.
struct ArticleSources {
    private let source: ArticleSource
    private let fetchesPages: Bool
    private let client: WebClient
    /// Between two pages of one host.
    private static let pause = Duration.seconds(1)

    init(_ options: SourceOptions, client: WebClient) throws {
        source = try options.source()
        fetchesPages = options.fetchPages
        self.client = client
    }

    static func isAddress(_ text: String) -> Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

    /// Calls back for every article of a path, folder, address or `-`, in the order of names and lines.
    ///
    /// - Parameters:
    ///   - path: Where to look.
    ///   - skipped: Is called for what should be an article and is none.
    ///   - body: Is called with each article.
    /// - Throws: ``Failure`` where nothing can be read there.
    func forEach(
        in path: String,
        skipped: (Unreadable) -> Void,
        _ body: (ArticleSource.Item) throws -> Void
    ) async throws {
        if Self.isAddress(path) { return try await address(path, skipped, body) }
        if path == "-" { return try await read(.standardInput, "standard input", skipped, body) }
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.data, "\(path): there is no such file or folder")
        }
        guard isFolder.boolValue else { return try await file(path, skipped, body) }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        for name in names.sorted() where SourceKind(name: name) != nil {
            try await file("\(path)/\(name)", skipped, body)
        }
    }

    func file(_ path: String, _ skipped: (Unreadable) -> Void, _ body: (ArticleSource.Item) throws -> Void) async throws
    {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Failure(.data, "\(path): the file can't be read")
        }
        defer { try? handle.close() }
        try await read(handle, path, skipped, body)
    }

    private func read(
        _ handle: FileHandle,
        _ place: String,
        _ skipped: (Unreadable) -> Void,
        _ body: (ArticleSource.Item) throws -> Void
    ) async throws {
        let reader = ByteReader {
            guard let data = try handle.read(upToCount: 1 << 18), !data.isEmpty else { return nil }
            return Array(data)
        }
        try await articles(reader, place, nil, skipped, body)
    }

    private func address(
        _ url: String,
        _ skipped: (Unreadable) -> Void,
        _ body: (ArticleSource.Item) throws -> Void
    ) async throws {
        let answer: WebClient.Answer
        do {
            answer = try await client.get(url)
        } catch {
            throw Failure(.unavailable, "\(error)")
        }
        guard answer.status == 200 else { throw Failure(.unavailable, "\(url): the server answers \(answer.status)") }
        try await articles(.init(answer.body), url, answer.fields["content-type"], skipped, body)
    }

    /// Hands on what is whole, then fetches the pages of what isn't.
    private func articles(
        _ reader: ByteReader,
        _ place: String,
        _ contentType: String?,
        _ skipped: (Unreadable) -> Void,
        _ body: (ArticleSource.Item) throws -> Void
    ) async throws {
        var pending: [ArticleSource.Item] = []
        do {
            try source.forEach(in: reader, place: place, contentType: contentType, skipped: skipped) { item in
                if item.pending == nil {
                    try body(item)
                } else if fetchesPages {
                    pending.append(item)
                } else {
                    skipped(Unreadable(item.place, "there is an address but no text; --fetch-pages fetches it"))
                }
            }
        } catch let error as Unreadable {
            throw Failure(.data, "\(error)")
        }
        var lastHost = ""
        for item in pending {
            guard var submission = item.pending, let url = submission.url else { continue }
            let host = URL(string: url)?.host() ?? ""
            if host == lastHost { try await Task.sleep(for: Self.pause) }
            lastHost = host
            do {
                let answer = try await client.get(url)
                guard answer.status == 200 else { throw Unreadable(url, "the server answers \(answer.status)") }
                submission.body = Charset.decodePage(answer.body, contentType: answer.fields["content-type"])
                submission.format = .html
                try body(ArticleSource.Item(json: submission.json, place: item.place))
            } catch let error as Unreadable {
                skipped(Unreadable(item.place, "\(error)"))
            } catch let error as WebClient.Failure {
                skipped(Unreadable(item.place, "\(error)"))
            }
        }
    }
}

extension ByteReader {
    /// Bytes that are all there.
    init(_ bytes: [UInt8]) {
        var isGiven = bytes.isEmpty
        self.init {
            defer { isGiven = true }
            return isGiven ? nil : bytes
        }
    }
}
