internal import ArgumentParser
internal import Pipeline
internal import Screening

/// `interdict lists compare`: scores the pairs of names of a table.
struct ListsCompare: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Score the pairs of a CSV or TSV file, and print it with one more column, score.",
        discussion: "A column schema (Person, Company, Organization, Vessel …) says what bears the names."
    )

    @OptionGroup var options: ListsOptions

    @Argument(help: "A CSV file, or a TSV file by its extension.", completion: .file())
    var file: String

    @Option(help: "The two columns with the names, with a comma between.")
    var columns = "name1,name2"

    func run() throws {
        let columns = columns.split(separator: ",").map(String.init)
        guard columns.count == 2 else { throw Failure(.usage, "--columns takes two columns with a comma between") }
        try options.run {
            let names = try options.names()
            let pairs = PairTable(parser: names.parser, first: columns[0], second: columns[1])
            try pairs.score(try ListFile(path: file)) { print($0) }
        }
    }
}
