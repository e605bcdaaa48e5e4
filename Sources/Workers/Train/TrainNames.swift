import ArgumentParser
import Extraction
import FoundationEssentials

/// `interdict-train names`: makes the model of names from tagged corpora and annotated articles.
struct TrainNames: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "names",
        abstract: "Train the model of names.",
        discussion: """
            CORPORA is a folder with gmb.train.conll, wikigold.train.conll, crossner.train.conll, redocred.train.conll and
            wnut17.train.conll (token, tab, IOB2 tag). ARTICLES is a file of annotated articles, one JSON object a line.
            """
    )

    @Argument(help: "Folder of the tagged corpora.")
    var corpora: String

    @Option(help: "File of annotated articles, for the style of the project's own annotation.")
    var articles = "Pipelines/models/articles.jsonl"

    @Option(help: "Folder with gazetteer/ and models/words.tsv.")
    var resources = "Pipelines"

    @Option(help: "Where the model goes.")
    var output = "Pipelines/models/names.model"

    @Option(help: "How often the training goes through the corpora.")
    var epochs = TrainingSettings().epochs

    @Option(help: "How many runs, each in another order, are averaged.")
    var rounds = TrainingSettings().rounds

    @Option(help: "Seed of the order of sentences.")
    var seed = TrainingSettings().seed

    func validate() throws {
        guard epochs > 0, rounds > 0 else {
            throw ValidationError("--epochs and --rounds must be 1 or more, not \(epochs) and \(rounds)")
        }
    }

    func run() throws {
        let gazetteer = try Gazetteer(folder: "\(resources)/gazetteer")
        let words = try WordTable(textFile: "\(resources)/models/words.tsv")
        var settings = TrainingSettings()
        settings.epochs = epochs
        settings.rounds = rounds
        settings.seed = seed
        let sources = try TrainingPlan(corpora: corpora, articles: articles).sources(gazetteer: gazetteer)
        let extractor = FeatureExtractor(words: words, gazetteer: gazetteer)
        var trainer = PerceptronTrainer(settings: settings, extractor: extractor)
        let weights = trainer.train(sources) { print($0) }
        let model = TaggerModel(
            weights,
            name: "interdict-names/3",
            styles: sources.map { TaggerModel.Style(name: $0.name, labels: $0.scheme.labels) },
            words: words,
            unit: settings.unit,
            least: settings.least
        )
        let bytes = model.fileBytes
        try Data(bytes).write(to: URL(filePath: output))
        print("\(output): \(model.keys.count) features, \(bytes.count) bytes")
    }
}
