// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")
let metrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")

func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A worker's executable: its folder holds the program and the service that it runs.
func worker(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(
        name: "\(name)Worker",
        dependencies: dependencies + [
            "Program", "Observability", "Pipeline", "Keys", "Transport", "ZeroMQ", "Messages", argumentParser, logging,
            lifecycle, metrics,
        ],
        path: "Sources/Workers/\(name)",
        swiftSettings: strict
    )
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: "\(name)Tests", dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "interdict",
    products: [
        .executable(name: "interdict", targets: ["Operator"]),
        .executable(name: "interdict-ingest", targets: ["IngestWorker"]),
        .executable(name: "interdict-queue", targets: ["QueueWorker"]),
        .executable(name: "interdict-extract", targets: ["ExtractWorker"]),
        .executable(name: "interdict-classify", targets: ["ClassifyWorker"]),
        .executable(name: "interdict-store", targets: ["StoreWorker"]),
        .executable(name: "interdict-feed", targets: ["FeedWorker"]),
        .executable(name: "interdict-adapter", targets: ["AdapterWorker"]),
        .executable(name: "interdict-chaos-worker", targets: ["ChaosWorker"]),
        .executable(name: "interdict-train", targets: ["TrainWorker"]),
        .executable(name: "interdict-train-events", targets: ["TrainEvents"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.0.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.7.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.100.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.0.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.6.0"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.0"),
    ],
    targets: [
        .systemLibrary(name: "CZeroMQ", providers: [.apt(["libzmq3-dev"])]),
        library("ZeroMQ", ["CZeroMQ"]),
        library("Messages"),
        library("Observability", [metrics]),
        library("MetricsEndpoint", ["Pipeline", "FlyingFox", .product(name: "FlyingSocks", package: "FlyingFox")]),
        library("Language", ["Messages"]),
        library("Extraction", ["Messages", "Language", crypto]),
        library("Screening", ["Messages", "Language", crypto]),
        library(
            "ListUpdates",
            [
                "Messages", "Screening", crypto, .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        library("Classification", ["Messages", "Language", "Screening"]),
        library("Ingestion", ["Messages", "Language", crypto]),
        .systemLibrary(name: "CPostgreSQL", providers: [.apt(["libpq-dev"])]),
        library("Storage", ["CPostgreSQL", "Messages", crypto, .product(name: "GRDB", package: "GRDB.swift")]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        library("Gathering", ["CZlib", "Ingestion", "Messages"]),
        tests("Gathering", ["Gathering", "Messages"]),
        library(
            "Fetching",
            [
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .target(name: "Fuzzing", path: "Tests/Fuzzing", swiftSettings: strict),
        .target(
            name: "SimulatedDisk",
            dependencies: ["Fuzzing", "Ingestion"],
            path: "Tests/SimulatedDisk",
            swiftSettings: strict
        ),
        tests("Ingestion", ["Fuzzing", "Ingestion", "Messages", "SimulatedDisk"]),
        tests(
            "Chaos",
            [
                "Chaos", "Fuzzing", "Ingestion", "Messages", "Pipeline", "SimulatedDisk", "Storage", "Transport",
                "ZeroMQ",
                logging,
            ]
        ),
        tests("Language", ["Messages", "Language"]),
        tests("Extraction", ["Messages", "Language", "Extraction"]),
        .executableTarget(
            name: "TrainWorker",
            dependencies: ["Extraction", argumentParser],
            path: "Sources/Workers/Train",
            swiftSettings: strict
        ),
        .systemLibrary(name: "CLinux"),
        library("Pipeline", ["Messages", "CLinux", "Yams"]),
        library("Keys", ["Pipeline", "ZeroMQ", logging]),
        library("Supervision", ["Messages", "Pipeline", "Keys", "ZeroMQ", "CLinux"]),
        .executableTarget(
            name: "Operator",
            dependencies: [
                "CLinux", "Messages", "Language", "Extraction", "Screening", "Classification", "Ingestion", "Storage",
                "Pipeline", "Supervision", "Keys", "ZeroMQ", "Transport", "Analysis", "Chaos", "ListUpdates",
                "MetricsEndpoint", "Observability", "Fetching", "Gathering", argumentParser, crypto, logging, metrics,
            ],
            swiftSettings: strict
        ),
        tests("Classification", ["Messages", "Classification", "Extraction"]),
        tests("Messages", ["Fuzzing", "Messages", "Transport"], exclude: ["Golden"]),
        tests("Screening", ["Analysis", "Fuzzing", "Screening", "Messages"], exclude: ["Audit"]),
        tests(
            "ListUpdates",
            [
                "Analysis", "ListUpdates", "Messages", "Screening",
                .product(name: "Hummingbird", package: "hummingbird"), .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        tests("Pipeline", ["Fuzzing", "Pipeline"]),
        tests("Keys", ["Keys", "Pipeline", "ZeroMQ", logging]),
        tests("Storage", ["Messages", "Storage"]),
        tests("Layout", []),
        tests("Operator", ["CLinux", "Messages", "Operator", "Pipeline", "Storage", "Transport"]),
        library(
            "Transport",
            [
                "Messages", "Observability", "ZeroMQ", logging, metrics,
                .product(name: "DequeModule", package: "swift-collections"),
            ]
        ),
        .target(
            name: "Program",
            dependencies: [
                "MetricsEndpoint", "Observability", "Pipeline", "Keys", "Transport", "ZeroMQ", argumentParser, logging,
                lifecycle, metrics, signals,
            ],
            path: "Sources/Workers/Program",
            swiftSettings: strict
        ),
        worker("Queue", []),
        library("Analysis", ["Messages", "Extraction", "Screening", "Classification"]),
        worker("Extract", ["Extraction"]),
        worker("Classify", ["Analysis", "Screening"]),
        worker("Ingest", ["Ingestion", "Language"]),
        worker("Store", ["Storage"]),
        worker("Feed", ["Storage"]),
        worker("Adapter", ["CLinux"]),
        library(
            "Chaos",
            ["Messages", "Observability", "Pipeline", "Supervision", "Storage", "Transport", "ZeroMQ", "CLinux"]
        ),
        worker("Chaos", []),
        .executableTarget(
            name: "TrainEvents",
            dependencies: ["Messages", "Extraction", "Classification", argumentParser],
            path: "Sources/Workers/TrainEvents",
            swiftSettings: strict
        ),
        tests("ZeroMQ", ["ZeroMQ"]),
        tests(
            "EndToEnd",
            ["Messages", "MetricsEndpoint", "Observability", "Pipeline", "Transport", "ZeroMQ", crypto, hummingbird],
            exclude: ["alerts.yaml"]
        ),
        tests("Observability", ["Observability", metrics]),
        tests("Transport", ["Fuzzing", "Messages", "Transport", "ZeroMQ", logging]),
        tests("ForeignWorker", ["Analysis", "CLinux", "Messages", "Screening", "Transport", "ZeroMQ", logging]),
        tests("Supervision", ["CLinux", "Messages", "Pipeline", "Supervision", "ZeroMQ"]),
    ]
)
