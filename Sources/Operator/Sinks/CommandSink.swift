internal import Foundation
internal import Transport

/// Runs a command for each document, with the document on its standard input.
struct CommandSink: Sink {
    private let command: String

    init(_ command: String) { self.command = command }

    func take(_ document: FeedClient.Document, id: String) async -> SinkAnswer {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment = ProcessInfo.processInfo.environment.merging([
            "INTERDICT_SEQ": "\(document.seq)", "INTERDICT_ID": id, "INTERDICT_TOPIC": document.topic,
        ]) { $1 }
        // A file rather than a pipe: a command may end without reading, or read when it likes.
        let input = FileManager.default.temporaryDirectory.appending(path: "interdict-\(UUID().uuidString).json")
        defer { try? FileManager.default.removeItem(at: input) }
        do {
            try Data(document.bytes + [0x0A]).write(to: input)
            let handle = try FileHandle(forReadingFrom: input)
            defer { try? handle.close() }
            process.standardInput = handle
            let status: Int32 = try await withCheckedThrowingContinuation { done in
                process.terminationHandler = { process in
                    done.resume(
                        returning: process.terminationReason == .exit
                            ? process.terminationStatus : 128 + process.terminationStatus
                    )
                }
                do { try process.run() } catch { done.resume(throwing: error) }
            }
            return status == 0 ? .done : .failed("the command ended with \(status)", seconds: nil)
        } catch {
            return .failed("the command can't be run: \(error)", seconds: nil)
        }
    }

    func close() async {}
}
