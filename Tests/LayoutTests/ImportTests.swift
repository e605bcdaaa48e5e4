import Foundation
import Testing

/// Which of our modules each folder of `Sources` may import; stages meet through `Messages` alone.
private let allowed: [String: Set<String>] = [
    "Messages": [],
    "Language": ["Messages"],
    "Extraction": ["Messages", "Language"],
    "Screening": ["Messages", "Language"],
    "ListUpdates": ["Messages", "Screening"],
    "Classification": ["Messages", "Language", "Screening"],
    "Analysis": ["Messages", "Language", "Extraction", "Screening", "Classification"],
    "Ingestion": ["Messages", "Language"],
    "CPostgreSQL": [],
    "CZlib": [],
    "Gathering": ["Messages", "Ingestion", "CZlib"],
    "Fetching": [],
    "Storage": ["Messages", "CPostgreSQL"],
    "CLinux": [],
    "Pipeline": ["Messages", "CLinux"],
    "CZeroMQ": [],
    "ZeroMQ": ["CZeroMQ"],
    "Observability": [],
    "MetricsEndpoint": ["Pipeline"],
    "Transport": ["Messages", "Observability", "ZeroMQ"],
    "Keys": ["Pipeline", "ZeroMQ"],
    "Supervision": ["Messages", "Pipeline", "Keys", "ZeroMQ", "CLinux"],
    "Chaos": ["Messages", "Observability", "Pipeline", "Supervision", "Storage", "Transport", "ZeroMQ", "CLinux"],
]

/// Folders whose programs put everything together.
private let composing: Set<String> = ["Workers", "Operator"]

/// Where a library of somebody else's may be used; what isn't named here may be used by the composing folders only.
private let foreign: [String: Set<String>] = [
    "GRDB": ["Storage"],
    "AsyncHTTPClient": ["Fetching", "ListUpdates"],
    "NIOCore": ["Fetching", "ListUpdates"],
    "NIOHTTP1": ["Fetching", "ListUpdates"],
    "NIOHTTPCompression": ["Fetching"],
    "Yams": ["Pipeline"],
    "Crypto": ["Extraction", "Screening", "ListUpdates", "Ingestion", "Storage"],
    "Logging": ["Transport", "Keys"],
    "DequeModule": ["Transport"],
    "CoreMetrics": ["Observability", "Transport"],
    "FlyingFox": ["MetricsEndpoint"],
    "FlyingSocks": ["MetricsEndpoint"],
]

/// The standard library and the operating system.
private let system: Set<String> = [
    "Swift", "Glibc", "Foundation", "FoundationEssentials", "FoundationXML", "Synchronization", "Dispatch",
    "_Concurrency",
]

@Suite(.timeLimit(.minutes(5)))
struct ImportTests {
    @Test func `every folder of Sources imports only what it may`() throws {
        let files = try Checkout.swiftFiles(under: "Sources")
        try #require(files.count > 50)
        for file in files {
            let folder = file.path.split(separator: "/")[1]
            for module in file.imports {
                let why = "\(file.path) imports \(module)"
                if composing.contains(String(folder)) || system.contains(module) { continue }
                let ours = try #require(allowed[String(folder)], "\(folder) has no place in the table of imports")
                if allowed[module] != nil {
                    #expect(ours.contains(module), "\(why), which \(folder) may not")
                } else {
                    #expect(foreign[module]?.contains(String(folder)) == true, "\(why), which is for others")
                }
            }
        }
    }

    @Test func `only the engines that need no sockets and no database have none`() throws {
        for engine in ["Language", "Extraction", "Screening", "Classification", "Analysis"] {
            for file in try Checkout.swiftFiles(under: "Sources/\(engine)") {
                let needed: Set = ["ZeroMQ", "CZeroMQ", "GRDB", "CPostgreSQL", "Transport"]
                #expect(file.imports.isDisjoint(with: needed), "\(file.path)")
            }
        }
    }

    @Test func `the top level holds nothing but the layout`() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Checkout.folder.path)
        // Made by building and running, and ignored by git.
        let made: Set = ["Package.resolved", "run"]
        let extra = Set(names.filter { !$0.hasPrefix(".") }).subtracting(made)
        #expect(extra == ["Package.swift", "Sources", "Tests", "Pipelines", "Deploy", "README.md"])
    }

    @Test func `no test function is without its attribute`() throws {
        for file in try Checkout.swiftFiles(under: "Tests") {
            for line in file.text.split(separator: "\n") where line.contains(/^\s*func test[A-Z]/) {
                Issue.record("\(file.path) has a function that looks like a test and never runs: \(line)")
            }
        }
    }
}
