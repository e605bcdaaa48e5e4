internal import Messages

/// How an article left quarantine.
enum QuarantineRelease: String {
    case stored, dropped, replaced
}

/// The errors of a quarantined article as one text, a JSON array of strings.
enum QuarantineErrors {
    static func text(_ errors: [String]) -> String {
        var json = JSONWriter()
        json.beginArray()
        for error in errors { json.string(error) }
        json.endArray()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    static func list(_ text: String) -> [String] {
        (try? JSONParser.parse(Array(text.utf8)))?.array?.compactMap(\.string) ?? []
    }
}
