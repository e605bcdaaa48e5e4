import Chaos
import Foundation
import Testing

/// A short run with a real pipeline: every kind of fault, and nothing lost.
@Suite(.serialized, .timeLimit(.minutes(5)))
struct ChaosRunTests {
    private static let interdict = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        .appending(path: "interdict").path

    @Test func `nothing is lost when everything breaks`() async throws {
        var settings = ChaosSettings()
        settings.articles = 1500
        settings.seed = 3
        settings.events = settings.faults.count { !$0.isInArticles }
        let run = try ChaosRun(settings, interdict: Self.interdict, pause: Pause(nil)) { _ in }
        let report = try await run.run()
        #expect(report.holds, "\(report.text)")
        #expect(report.tally.promised == 1500)
        #expect(report.moments.count >= 10, "\(report.text)")
    }

    @Test(arguments: [("all", 13, nil), ("none", 0, nil), ("kill,torn-tail", 2, nil), ("kill,flood", 1, "flood")])
    func `a list of faults is read`(list: String, count: Int, unknown: String?) {
        let result = FaultKind.parse(list)
        #expect(result.kinds.count == count)
        #expect(result.unknown == unknown)
    }
}
