import Foundation
import Messages
import Testing
import Transport

/// The folder with one document a file, each on one line: `KIND.json` or `KIND-VARIANT.json`.
private let golden = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden")
private let schemas = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Pipelines/schemas")

private func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: golden.appending(path: name)).dropLast())
}

/// What a program that reads and writes a document makes of it.
private func rewritten<Document: JSONReadable & JSONWritable>(
    _ bytes: [UInt8],
    as type: Document.Type
) throws -> [UInt8] {
    try Document(json: JSONParser.parse(bytes)).json
}

@Suite(.timeLimit(.minutes(5)))
struct GoldenTests {
    @Test(arguments: try FileManager.default.contentsOfDirectory(atPath: golden.path).sorted())
    func `a document is read, and written again byte for byte`(name: String) throws {
        let original = try bytes(name)
        let again =
            switch name.prefix(while: { $0 != "-" && $0 != "." }) {
            case "article": try rewritten(original, as: Article.self)
            case "extraction": try rewritten(original, as: Extraction.self)
            case "verdict": try rewritten(original, as: Verdict.self)
            case "envelope": try rewritten(original, as: Envelope.self)
            case "disposition": try rewritten(original, as: Disposition.self)
            case "receipt": try rewritten(original, as: Receipt.self)
            case "classified": try JSONParser.parse(original).json
            default: [UInt8]("no such kind of document".utf8)
            }
        #expect(String(decoding: again, as: UTF8.self) == String(decoding: original, as: UTF8.self))
    }

    @Test func `the classified document is spliced from the frames as they are`() throws {
        let spliced = try Classified.splice(
            seq: 41,
            article: bytes("article.json"),
            extraction: bytes("extraction.json"),
            verdict: bytes("verdict.json")
        )
        #expect(try spliced == bytes("classified.json"))
    }

    @Test func `every text of an extraction stands at its offsets`() throws {
        let article = try Article(json: JSONParser.parse(bytes("article.json")))
        let scalars = Array(article.body.unicodeScalars)
        let extraction = try JSONParser.parse(bytes("extraction.json"))
        var count = 0
        for name in ["mentions", "descriptions", "quantities", "dates", "money", "identifiers", "goods"] {
            for item in extraction[name]?.array ?? [] {
                var text = String.UnicodeScalarView()
                text.append(contentsOf: scalars[try item.offsets()])
                #expect(String(text) == item["text"]?.string)
                count += 1
            }
        }
        #expect(count == 12)
    }

    @Test(arguments: [
        ("extraction.json", ["mentions", "kind"], EntityKind.allCases.map(\.rawValue)),
        ("extraction.json", ["entities", "kind"], EntityKind.allCases.map(\.rawValue)),
        ("extraction.json", ["identifiers", "kind"], Identifier.Kind.allCases.map(\.rawValue)),
        ("verdict.json", ["relevance"], Relevance.allCases.map(\.rawValue)),
        ("verdict.json", ["events", "action"], Action.allCases.map(\.rawValue)),
        ("verdict.json", ["events", "measures"], Measure.allCases.map(\.rawValue)),
        ("verdict.json", ["events", "evidence", "role"], Event.Evidence.Role.allCases.map(\.rawValue)),
        ("verdict.json", ["matches", "role"], Match.Role.allCases.map(\.rawValue)),
        ("disposition.json", ["kind"], Disposition.Kind.allCases.map(\.rawValue)),
        ("receipt.json", ["status"], Receipt.Status.allCases.map(\.rawValue)),
    ])
    func `a schema allows the words that the programs know`(file: String, path: [String], words: [String]) throws {
        var schema = try JSONParser.parse(Array(Data(contentsOf: schemas.appending(path: file))))
        for name in path {
            schema = try #require((schema["items"] ?? schema)["properties"]?[name], "no \(name) in \(file)")
        }
        schema = schema["items"] ?? schema
        #expect(schema.strings("enum") == words)
    }

    @Test func `headers are described for every command`() throws {
        let headers = try JSONParser.parse(Array(Data(contentsOf: schemas.appending(path: "headers.json"))))
        for command in Command.allCases {
            #expect(headers["$defs"]?[command.rawValue] != nil, "\(command.rawValue) has no schema")
        }
    }
}
