internal import ArgumentParser
internal import Extraction
internal import Foundation
internal import Pipeline

/// `interdict eval`: measures the extraction of names on annotated text.
struct Eval: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure the extraction of names on annotated text.",
        discussion: """
            A .conll file has a token, a tab and an IOB2 tag a line and a blank line between sentences; its tokens are taken \
            as they are, and PER, ORG and LOC are compared. Corpora annotate differently: the style is told from the words of \
            each sentence and of all sentences of the file. A .jsonl file has an article with marked mentions a line. \
            Names count as right with exact bounds and kind.
            """
    )

    @Flag(help: "Print a .conll file with the predicted tag as a third column, and the scores on standard error.")
    var predictions = false

    @Flag(help: "Tell the style of annotation from each sentence of a .conll file alone, not from the file.")
    var alone = false

    @Option(name: .customLong("case"), help: "Change all letters first: upper or lower.")
    var letters: String?

    @Argument(help: "A .conll or .jsonl file.", completion: .file())
    var file: String

    func validate() throws {
        guard file.hasSuffix(".conll") || file.hasSuffix(".jsonl") else {
            throw ValidationError("\(file) must end with .conll or .jsonl")
        }
        if let letters, LetterCase(rawValue: letters) == nil {
            throw ValidationError("--case must be upper or lower, not \(letters)")
        }
        if predictions || alone, file.hasSuffix(".jsonl") {
            throw ValidationError("--predictions and --alone go with a .conll file")
        }
    }

    func run() throws {
        let data = try DataFolder.locate(environment: ProcessInfo.processInfo.environment).path
        let extractor: Extractor
        do { extractor = try Extractor(resources: data) } catch { throw Failure(.configuration, "\(error)") }
        do throws(CorpusError) {
            file.hasSuffix(".conll") ? try corpus(extractor) : try articles(extractor)
        } catch {
            throw Failure(.data, "\(error)")
        }
    }

    private func corpus(_ extractor: Extractor) throws(CorpusError) {
        var corpus = try TaggedCorpus(path: file)
        if let letters = letters.flatMap(LetterCase.init) { corpus = corpus.recased(letters) }
        let evaluation = CorpusEvaluation(
            corpus,
            tagger: extractor.tagger,
            truecaser: extractor.truecaser,
            style: alone ? .alone : .together
        )
        guard predictions else { return print(evaluation.scores.table) }
        print(evaluation.lines(corpus), terminator: "")
        FileHandle.standardError.write(Data("\(evaluation.scores.table)\n".utf8))
    }

    private func articles(_ extractor: Extractor) throws(CorpusError) {
        var articles = try AnnotatedArticle.read(path: file)
        if let letters = letters.flatMap(LetterCase.init) { articles = articles.map { $0.recased(letters) } }
        print(ArticleEvaluation(articles, extractor: extractor).table)
    }
}
