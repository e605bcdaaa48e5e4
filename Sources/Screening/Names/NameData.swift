/// The data files that reading names takes, loaded once and shared.
package struct NameData: Sendable {
    package let parser: NameParser
    package let countries: Countries

    /// Loads the tables.
    ///
    /// - Parameter folder: The folder `names` of the shipped data.
    /// - Throws: `ListError` where a file cannot be read.
    package init(folder: String) throws(ListError) {
        func table(_ name: String) throws(ListError) -> [UInt8] { try ListFile(path: folder + "/" + name).bytes }
        let letters = LetterTables(
            tables: [try table("letters.tsv"), try table("pinyin.tsv")],
            hanja: try table("hanja.tsv")
        )
        let frequencies = Frequencies(table: try table("frequent.tsv"))
        parser = NameParser(letters: letters, words: try table("words.tsv"), frequencies: frequencies)
        countries = Countries(table: try table("countries.tsv"))
    }
}
