import Classification
import Messages

/// Text with marks, `[North Korea|place|KP]`, read as an article and what an extraction finds in it.
struct Marked {
    let article: Article
    let extraction: Extraction

    init(_ marked: String, language: String = "en", published: String = "2024-06-20T00:00:00Z") {
        var body = ""
        var extraction = Extraction(model: "marks", language: language)
        var rest = Substring(marked)
        while let open = rest.firstIndex(of: "["), let close = rest[open...].firstIndex(of: "]") {
            body += rest[..<open]
            let fields = rest[rest.index(after: open)..<close].split(separator: "|", omittingEmptySubsequences: false)
                .map(String.init)
            Self.add(fields, at: body.unicodeScalars.count, to: &extraction)
            body += fields[0]
            rest = rest[rest.index(after: close)...]
        }
        body += rest
        article = Article(id: ArticleID(rawValue: "a"), title: "", body: body, published: published, language: language)
        self.extraction = extraction
    }

    private static func add(_ fields: [String], at start: Int, to extraction: inout Extraction) {
        let kind = EntityKind(rawValue: fields[1]) ?? .place
        let code = fields.count > 2 && !fields[2].isEmpty ? fields[2] : nil
        let isBody = code.map { $0.count != 2 || $0 == "EU" || $0 == "UN" || $0 == "G7" } ?? false
        let id = EntityID(rawValue: "e\(extraction.entities.count + 1)")
        var entity = Entity(id: id, kind: kind, name: fields[0], mentions: [extraction.mentions.count])
        if isBody { entity.authority = code } else { entity.country = code }
        let offsets = start..<start + fields[0].unicodeScalars.count
        let isPlace = kind == .place || kind == .nationality
        extraction.entities.append(entity)
        extraction.mentions.append(
            Mention(kind: kind, offsets: offsets, text: fields[0], entity: id, country: isPlace && !isBody ? code : nil)
        )
    }
}

/// The folders of the checkout that the tests stand in.
enum Checkout {
    static let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    static let lexicon = root + "/Pipelines/lexicon/en"
}
