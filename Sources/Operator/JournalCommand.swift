internal import ArgumentParser
internal import Foundation
internal import Ingestion
internal import Messages
internal import Pipeline

/// `interdict journal`: the record of accepted articles, looked at without touching it.
struct JournalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "journal",
        abstract: "Verify or print the journal of accepted articles; a running pipeline isn't disturbed.",
        subcommands: [Verify.self, Dump.self]
    )

    struct Place: ParsableArguments {
        @OptionGroup var pipeline: PipelineOptions

        @Argument(help: "The journal's folder; without it, the pipeline's.", completion: .directory)
        var folder: String?

        func inspection() throws -> (folder: String, inspection: JournalInspection) {
            let folder = try folder ?? pipeline.load().ingest.journal
            guard FileManager.default.fileExists(atPath: folder) else {
                throw Failure(.unavailable, "there is no journal at \(folder); a pipeline makes it when it first runs")
            }
            return (folder, JournalInspection(of: folder))
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check every record and count how the articles ended.",
            discussion: "Exits with 65 where bytes on the disk are not those that were written."
        )

        @OptionGroup var place: Place

        @Flag(help: "Print one JSON object.")
        var json = false

        func run() throws {
            let (folder, inspection) = try place.inspection()
            let report = try Failure.ofJournal { () throws(JournalError) in try inspection.report() }
            if json {
                print(String(decoding: Self.json(report), as: UTF8.self))
            } else {
                Self.lines(report, folder).forEach { print($0) }
            }
            if !report.damage.isEmpty { throw ExitCode(Failure.Code.data.rawValue) }
        }

        private static func lines(_ report: JournalInspection.Report, _ folder: String) -> [String] {
            let counts = report.counts
            var lines = [
                "\(folder): \(report.segments) segments, \(report.bytes) bytes, \(report.digests) digests",
                "accepted \(counts.accepted) = stored \(counts.stored) + duplicate \(counts.duplicate)"
                    + " + filtered \(counts.filtered) + quarantined \(counts.quarantined)"
                    + " + in flight \(counts.inFlight) + damaged \(counts.damaged)",
            ]
            lines += report.cutOff.map { "cut off, never acknowledged: \($0)" }
            lines += report.damage.map { "DAMAGED: \($0)" }
            if report.damage.isEmpty { lines.append("every record is whole") }
            return lines
        }

        private static func json(_ report: JournalInspection.Report) -> [UInt8] {
            var json = JSONWriter()
            json.beginObject()
            json.member("counts", report.counts)
            json.member("openArticles", report.openArticles)
            json.member("segments", report.segments)
            json.member("bytes", report.bytes)
            json.member("digests", report.digests)
            json.member("damage", report.damage)
            json.member("cutOff", report.cutOff)
            json.endObject()
            return json.bytes
        }
    }

    struct Dump: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the records that are still there, one JSON object a line."
        )

        @OptionGroup var place: Place

        @Flag(help: "Print the articles too.")
        var frames = false

        func run() throws {
            let inspection = try place.inspection().inspection
            try Failure.ofJournal { () throws(JournalError) in
                try inspection.forEachEntry { entry in
                    StandardOutput.write(JournalLine(entry, withFrame: frames).json + [0x0A])
                }
            }
        }
    }
}

extension Failure {
    /// Runs a call to a journal; its error becomes a failure with the exit code for it.
    static func ofJournal<Value>(_ body: () throws(JournalError) -> Value) throws(Failure) -> Value {
        do {
            return try body()
        } catch {
            throw Failure(error.code == .damaged ? .data : .system, error.reason)
        }
    }
}
