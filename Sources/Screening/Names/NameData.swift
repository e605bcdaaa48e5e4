/// The data files that reading names takes, loaded once and shared.
package struct NameData: Sendable {
    package let parser: NameParser
    package let countries: Countries
    /// The hash of the tables; names that were read with others must be read again.
    package let fingerprint: String

    /// Loads the tables.
    ///
    /// - Parameter folder: The folder `names` of the shipped data.
    /// - Throws: `ListError` where a file cannot be read.
    package init(folder: String) throws(ListError) {
        var files: [String: ListFile] = [:]
        for name in Self.files { files[name] = try ListFile(path: folder + "/" + name) }
        let table = { (name: String) in files[name]?.bytes ?? [] }
        let letters = LetterTables(tables: [table("letters.tsv"), table("pinyin.tsv")], hanja: table("hanja.tsv"))
        let frequencies = Frequencies(table: table("frequent.tsv"))
        parser = NameParser(
            letters: letters,
            words: table("words.tsv"),
            frequencies: frequencies,
            japanese: JapaneseNames(table: table("japanese.tsv"))
        )
        countries = Countries(table: table("countries.tsv"))
        fingerprint = Self.rules + "-" + ListFile.sha256(of: Self.files.compactMap { files[$0] }).prefix(16)
    }

    private static let files = [
        "letters.tsv", "pinyin.tsv", "hanja.tsv", "frequent.tsv", "words.tsv", "countries.tsv",
        "japanese.tsv",
    ]
    /// To be raised with every change to how names are taken apart.
    private static let rules = "3"
}
