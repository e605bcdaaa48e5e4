internal import Foundation
internal import Ingestion
internal import Language
internal import Messages
internal import Pipeline
internal import Storage
internal import Transport

extension Quarantine.EditOne {
    /// The quarantined article with the text of the file, at the first stage again.
    func mended(_ old: QuarantinedArticle) throws -> QuarantinedArticle {
        let detector = LanguageDetector()
        let intake = ArticleIntake { detector.detect(SourceText($0))?.language }
        switch intake.article(from: try withID(input()), receivedAt: .now) {
        case .failure(let rejection): throw Failure(.data, "\(file): \(rejection)")
        case .success(let new):
            return QuarantinedArticle(
                id: old.id,
                key: old.key,
                stage: old.stage,
                worker: old.worker,
                reason: old.reason,
                attempts: old.attempts,
                errors: old.errors + ["edited at \(Timestamp.now)"],
                frames: [new.frame],
                envelope: old.envelope,
                at: old.at
            )
        }
    }

    private func input() throws -> [UInt8] {
        if file == "-" { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
        guard let data = FileManager.default.contents(atPath: file) else {
            throw Failure(.data, "\(file): the file can't be read")
        }
        return Array(data)
    }

    /// The submission under the quarantined article's id; the output of `quarantine show --json` is taken too.
    private func withID(_ bytes: [UInt8]) throws -> [UInt8] {
        let value: JSONValue
        do {
            value = try JSONParser.parse(bytes)
        } catch {
            throw Failure(.data, "\(file): \(error)")
        }
        let article = value["article"].flatMap { $0.members == nil ? nil : $0 } ?? value
        var json = JSONWriter()
        json.beginObject()
        json.member("id", id)
        for member in article.members ?? [] where member.name != "id" { json.member(member.name, member.value) }
        json.endObject()
        return json.bytes
    }
}
