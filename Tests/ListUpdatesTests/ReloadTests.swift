import Analysis
import Foundation
import ListUpdates
import Messages
import Screening
import Testing

@Suite(.timeLimit(.minutes(5)))
struct ReloadTests {
    @Test func `a renewed list reaches a worker that watches the list's folder`() async throws {
        var publication = Publication()
        defer { publication.remove() }
        try await ListServer.running { server in
            let file = ListSource.File(name: "house.csv", url: server.url("house.csv"))
            server.answer("house.csv") { _ in .file(Publication.table(["Acme Rockets", "Bolt"])) }
            #expect(try await publication.update([file]) == "updated 2")
            let lists = try Watchlists(
                data: Publication.checkout + "/Pipelines",
                lists: [publication.folder + "/house/current"]
            )
            let live = LiveScreener(try lists.load())
            let before = lists.signature
            #expect(live.current.search("Zeta Missiles").isEmpty)
            server.answer("house.csv") { _ in .file(Publication.table(["Acme Rockets", "Bolt", "Zeta Missiles"])) }
            publication.now = "2024-06-21T00:00:00Z"
            #expect(try await publication.update([file]) == "updated 3")
            #expect(lists.signature != before)
            live.replace(with: try lists.load())
            #expect(live.current.search("Zeta Missiles").map(\.entry.id) == ["3"])
            #expect(live.current.search("Zeta Missiles").map(\.list.list) == ["house"])
            let after = lists.signature
            server.answer("house.csv") { _ in .file("<html>") }
            #expect(try await publication.update([file]).hasPrefix("failed 3"))
            #expect(lists.signature == after)
        }
    }
}
