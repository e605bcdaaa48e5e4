internal import Foundation
internal import Logging
internal import Observability
internal import Pipeline
internal import ServiceLifecycle

/// Ends the program in order when it has grown above its cap, so that whoever started it starts a fresh one.
///
/// It is a service that ends by itself then: the others drain, as at SIGTERM.
struct MemoryWatch: Service {
    let cap: ByteCount
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            repeat {
                do {
                    try await Task.sleep(for: .seconds(1))
                } catch {
                    // The program ends for another reason.
                    return
                }
            } while ResidentMemory.bytes() ?? 0 <= cap.rawValue
            let used = ResidentMemory.bytes().map { "\($0 >> 20) MiB" } ?? "unknown"
            logger.warning(
                "above its memory limit: it ends in order",
                metadata: ["used": "\(used)", "limit": "\(cap)"]
            )
        }
    }
}
