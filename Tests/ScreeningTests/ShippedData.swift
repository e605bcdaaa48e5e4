import Screening

/// The checkout's own data, as the programs ship it.
enum ShippedData {
    /// The folder that holds `Sources` and `Pipelines`.
    static let checkout = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    static let names = Result { try NameData(folder: checkout + "/Pipelines/names") }
    static let starter = Result {
        try ListLoader(countries: names.get().countries).load(paths: [checkout + "/Pipelines/lists/starter.json"])
    }
    static let screener = Result { try Screener(lists: [starter.get().list], names: names.get()) }

    static func score(_ ours: String, _ theirs: String, _ kind: ListEntry.Kind = .person) throws -> Float {
        let parser = try names.get().parser
        let matcher = NameMatcher()
        return matcher.score(parser.parse(ours, kind), parser.parse(theirs, kind))
    }
}
