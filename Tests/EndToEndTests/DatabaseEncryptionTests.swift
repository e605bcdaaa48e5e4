import Foundation
import Messages
import Testing

/// A PostgreSQL server that takes TLS only, and how far each `sslmode` trusts it.
@Suite(.serialized, .enabled(if: DatabaseServer.canBeHad, DatabaseServer.missing), .timeLimit(.minutes(5)))
struct DatabaseEncryptionTests {
    @Test func `a pipeline stores over TLS, and whoever is shown another server is told so`() throws {
        let server = try DatabaseServer(isSecure: true)
        let full = "sslmode=verify-full&sslrootcert=\(server.authority)"
        let pipeline = try LivePipeline(passThrough: true, store: 2, database: "\(server.url)?\(full)")
        #expect(try pipeline.interdict("push", "--quiet", pipeline.articles(50)).code == 0)
        let audit = try pipeline.interdict("audit", "--wait", "120", "--json")
        #expect(audit.code == 0, "\(audit.text)")
        #expect(try JSONParser.parse(Array(audit.text.utf8))["store"]?["articles"]?.integer == 50)

        let byAddress = server.url.replacing("localhost", with: "127.0.0.1")
        let cases: [(url: String, refusal: [String])] = [
            ("\(server.url)?\(full)", []),
            ("\(server.url)?sslmode=require", []),
            ("\(byAddress)?sslmode=verify-ca&sslrootcert=\(server.authority)", []),
            (
                "\(server.url)?sslmode=verify-full&sslrootcert=\(server.stranger)",
                ["certificate verify failed", "sslrootcert has to name"]
            ),
            ("\(byAddress)?\(full)", ["does not match host name", "name the host as its certificate does"]),
            ("\(server.url)?sslmode=disable", ["no encryption", "sslmode=verify-full"]),
            ("\(server.url)?sslmode=verify-full&sslrootcert=/nowhere.pem", ["/nowhere.pem", "does not exist"]),
        ]
        for (url, refusal) in cases {
            let found = try pipeline.run("query", "report", "--limit", "1", "--json", "--database", url)
            #expect(found.code == (refusal.isEmpty ? 0 : 69), "\(url): \(found.errors)")
            #expect(try LivePipeline.seqs(found).count == (refusal.isEmpty ? 1 : 0), "\(url)")
            for words in refusal { #expect(found.errors.contains(words), "\(url): \(found.errors)") }
        }
        #expect(try pipeline.interdict("down").code == 0)
    }
}
