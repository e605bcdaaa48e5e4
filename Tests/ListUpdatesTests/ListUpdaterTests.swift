import Foundation
import HTTPTypes
import Hummingbird
import ListUpdates
import Screening
import Testing

@Suite(.serialized, .timeLimit(.minutes(10)))
struct ListUpdaterTests {
    private let table = Publication.table(["Acme", "Bolt", "Cog", "Dyn"])

    /// A publication that has been fetched once in good order.
    private func withList(
        _ limits: (inout Fetcher.Limits) -> Void = { _ in },
        _ test: (ListServer, inout Publication, ListSource.File) async throws -> Void
    ) async throws {
        var publication = Publication()
        limits(&publication.limits)
        defer { publication.remove() }
        let table = table
        try await ListServer.running { server in
            let file = ListSource.File(name: "house.csv", url: server.url("house.csv"))
            server.answer("house.csv") { .tagged(table, "\"one\"", for: $0) }
            #expect(try await publication.update([file]) == "updated 4")
            _ = server.takeRequests()
            publication.now = "2024-06-21T00:00:00Z"
            try await test(server, &publication, file)
        }
    }

    @Test func `a list is fetched, compiled and remembered with what the server said of it`() async throws {
        try await withList { server, publication, file in
            let state = try publication.store().state("house")
            #expect(state.validators[file.url]?.etag == "\"one\"")
            #expect(state.validators[file.url]?.lastModified == "Thu, 20 Jun 2024 00:00:00 GMT")
            #expect(state.checkedAt == "2024-06-20T00:00:00Z" && state.failure == nil)
            let folder = publication.folder + "/house"
            #expect(FileManager.default.fileExists(atPath: folder + "/current/" + CompiledIndex.fileName))
            #expect(!FileManager.default.fileExists(atPath: folder + "/incoming"))
        }
    }

    @Test func `what the server calls unchanged is not fetched again`() async throws {
        try await withList { server, publication, file in
            #expect(try await publication.update([file]) == "unchanged 4")
            let asked = server.takeRequests()
            #expect(asked.map { $0.headerFields[.ifNoneMatch] } == ["\"one\""])
            #expect(asked.map { $0.headerFields[.ifModifiedSince] } == ["Thu, 20 Jun 2024 00:00:00 GMT"])
            let state = try publication.store().state("house")
            #expect(state.checkedAt == "2024-06-21T00:00:00Z" && state.takenAt == "2024-06-20T00:00:00Z")
            #expect(try await publication.update([file], always: true) == "unchanged 4")
            #expect(server.takeRequests().map { $0.headerFields[.ifNoneMatch] } == [nil])
        }
    }

    @Test func `a file that was lost on disk is fetched again`() async throws {
        try await withList { server, publication, file in
            try FileManager.default.removeItem(atPath: publication.folder + "/house/current/house.csv")
            #expect(try await publication.update([file]).hasPrefix("u"))
            #expect(server.takeRequests().map { $0.headerFields[.ifNoneMatch] } == [nil])
        }
    }

    @Test func `of a list of several files only the changed ones are fetched`() async throws {
        var publication = Publication()
        defer { publication.remove() }
        let row = { (id: Int, name: String) in "\(id),\"\(name)\",-0- ,\"X\"\(String(repeating: ",-0- ", count: 8))\r\n"
        }
        let names = row(1, "ACME") + row(2, "BOLT")
        try await ListServer.running { server in
            server.answer("SDN.CSV") { .tagged(names, "\"n\"", for: $0) }
            server.answer("ALT.CSV") { .tagged("1,10,\"aka\",\"AKME\",-0- \r\n", "\"a\"", for: $0) }
            let files = [
                ListSource.File(name: "sdn.csv", url: server.url("SDN.CSV")),
                ListSource.File(name: "alt.csv", url: server.url("ALT.CSV")),
            ]
            #expect(try await publication.update(files, list: "ofac-sdn") == "updated 2")
            server.answer("ALT.CSV") { .tagged("2,11,\"aka\",\"BOULT\",-0- \r\n", "\"b\"", for: $0) }
            publication.now = "2024-06-21T00:00:00Z"
            let second = try await publication.update(files, list: "ofac-sdn")
            #expect(second == "updated 2")
            let loader = ListLoader(countries: try Publication.names.get().countries)
            let list = try loader.load(paths: publication.store().files("ofac-sdn")).list
            #expect(list.entries.map { $0.names.map(\.text) } == [["ACME"], ["BOLT", "BOULT"]])
            #expect(try await publication.update(files, list: "ofac-sdn") == "unchanged 2")
        }
    }

    @Test(arguments: [
        (HTTPResponse.Status.internalServerError, 2, "500"), (.notFound, 1, "404"), (.tooManyRequests, 2, "429"),
        (.forbidden, 1, "403"), (.notModified, 2, "304"),
    ])
    func `an answer that is no file keeps the last good list`(
        _ status: HTTPResponse.Status,
        _ tries: Int,
        _ word: String
    ) async throws {
        try await withList { server, publication, file in
            server.answer("house.csv") { request in
                // A server that calls unchanged what it was not asked about.
                Response(status: status)
            }
            let outcome = try await publication.update([file], always: true)
            #expect(outcome.hasPrefix("failed 4:") && outcome.contains(word), "\(outcome)")
            #expect(server.takeRequests().count == (status == .notModified ? 1 : tries))
            let state = try publication.store().state("house")
            #expect(state.failure?.contains(word) == true && state.failedAt == "2024-06-21T00:00:00Z")
            #expect(state.entries == 4 && state.takenAt == "2024-06-20T00:00:00Z")
        }
    }

    @Test func `a failure that passes is tried again, and forgotten after a success`() async throws {
        try await withList { server, publication, file in
            server.answer("house.csv") { _ in Response(status: .serviceUnavailable) }
            let failed = try await publication.update([file])
            #expect(failed.hasPrefix("failed 4:"))
            let table = Publication.table(["Acme", "Bolt", "Cog", "Dyn", "Ebb"])
            server.answer("house.csv", inTurn: [{ _ in Response(status: .badGateway) }, { _ in .file(table) }])
            #expect(try await publication.update([file]) == "updated 5")
            #expect(try publication.store().state("house").failure == nil)
        }
    }

    @Test(arguments: [
        ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nid,name\n1,A\n", RawServer.Ending.close, "breaks off"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n8\r\nid,name\n\r\n", .close, "breaks off"),
        ("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nid,name\n1,A\n", .silence, "silent for 0.5 seconds"),
        ("", .silence, "silent for 0.5 seconds"),
        ("HTTP/1.1 200 OK\r\n\r\n", .repetition(String(repeating: "1,A\n", count: 1000)), "larger than 1048576"),
        ("SSH-2.0-OpenSSH_9.2\r\n", .close, "no HTTP"),
    ])
    func `an answer that breaks off, never comes or never ends is given up`(
        _ answer: String,
        _ ending: RawServer.Ending,
        _ word: String
    ) async throws {
        try await withList {
            $0.silence = .milliseconds(500)
            $0.bytes = 1 << 20
        } _: { server, publication, file in
            try await RawServer.running(answer, then: ending) { url in
                let outcome = try await publication.update([.init(name: file.name, url: url)])
                #expect(outcome.hasPrefix("failed 4:") && outcome.contains(word), "\(outcome)")
            }
        }
    }

    @Test func `a file that drips is given up when its time is over`() async throws {
        try await withList {
            $0.total = .milliseconds(500)
            $0.attempts = 1
        } _: { server, publication, file in
            try await RawServer.running("HTTP/1.1 200 OK\r\n\r\n", then: .repetition("1,A\n")) { url in
                let outcome = try await publication.update([.init(name: file.name, url: url)])
                #expect(outcome.contains("not complete within"), "\(outcome)")
            }
        }
    }

    @Test func `a server that isn't there is named`() async throws {
        var publication = Publication()
        publication.limits.attempts = 1
        defer { publication.remove() }
        let outcome = try await publication.update([.init(name: "house.csv", url: "http://127.0.0.1:1/house.csv")])
        #expect(outcome.hasPrefix("failed 0: http://127.0.0.1:1/house.csv:"), "\(outcome)")
    }

    @Test func `a wrong checksum is refused, wherever it was given`() async throws {
        let other = String(repeating: "A", count: 43) + "="
        let headers = [
            ["Repr-Digest": "sha-256=:\(other):"], ["Digest": "SHA-256=\(other)"],
            ["x-amz-checksum-sha256": other], ["Content-MD5": "AAAAAAAAAAAAAAAAAAAAAA=="],
        ]
        let table = table + "5,Ebb,organization\n"
        let hash = ListFile(name: "", bytes: Array(table.utf8)).sha256
        try await withList { server, publication, file in
            for header in headers {
                server.answer("house.csv") { _ in .file(table, header) }
                let outcome = try await publication.update([file])
                #expect(outcome.hasPrefix("failed 4:") && outcome.contains("announced"), "\(outcome)")
            }
            server.answer("house.csv") { _ in .file(table) }
            server.answer("sum") { _ in .file("\(hash)  house.csv\n") }
            server.answer("wrong") { _ in .file("0123  house.csv\n") }
            func update(sha256: String? = nil, checksum: String? = nil) async throws -> String {
                try await publication.update([
                    .init(name: file.name, url: file.url, sha256: sha256, checksum: checksum.map(server.url))
                ])
            }
            #expect(try await update(sha256: String(hash.reversed())).contains("pinned"))
            #expect(try await update(checksum: "wrong").contains("not 0123 as"))
            #expect(try await update(checksum: "absent").contains("404"))
            #expect(try await update(sha256: hash, checksum: "sum") == "updated 5")
        }
    }

    @Test func `a redirect is followed, a circle of them is not`() async throws {
        try await withList { server, publication, file in
            let table = Publication.table(["Acme", "Bolt", "Cog", "Dyn", "Ebb"])
            server.answer("house.csv") { [url = server.url("there")] _ in
                Response(status: .found, headers: [.location: url])
            }
            server.answer("there") { _ in .file(table) }
            let followed = try await publication.update([file])
            #expect(followed == "updated 5")
            server.answer("there") { [url = file.url] _ in Response(status: .found, headers: [.location: url]) }
            #expect(try await publication.update([file]).contains("in circles"))
        }
    }

    @Test(arguments: [
        ("<!DOCTYPE html><html><body>Down for maintenance</body></html>", "format"),
        ("", "format"),
        ("id,name,kind\n1,Acme,organization\n", "refused, the last good list stays"),
        (
            "<data-set><record><Country>Iran</Country><Item>1</Item><LastName>X</LastName></record><record>",
            "ends inside"
        ),
        ("id,name,kind\n1,Acme,organization\n2,\"Bolt", "ends inside"),
    ])
    func `a file that is no whole list is refused`(_ text: String, _ word: String) async throws {
        try await withList { server, publication, file in
            server.answer("house.csv") { _ in .file(text) }
            let outcome = try await publication.update([file])
            #expect(outcome.hasPrefix("failed 4:") && outcome.contains(word), "\(outcome)")
            #expect(try publication.store().state("house").failure?.contains(word) == true)
        }
    }

    @Test func `two updates of one list don't run at once`() async throws {
        try await withList { server, publication, file in
            let lock = try FolderLock(publication.folder + "/house")
            #expect(try await publication.update([file]).contains("by another process"))
            lock.release()
            #expect(try await publication.update([file]) == "unchanged 4")
        }
    }
}
