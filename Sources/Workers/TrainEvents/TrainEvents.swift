internal import ArgumentParser
internal import Classification
internal import Extraction
internal import Foundation
internal import Messages

/// `interdict-train-events`: makes the event model out of annotated articles; the same input gives the same bytes.
@main
struct TrainEvents: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "interdict-train-events",
        abstract: "Train the model of the classification stage on annotated articles.",
        discussion: """
            Reads JSON Lines, one article a line: id, title, published, relevance, marked (the body with marks like \
            {{North Korea|place|KP}}, which are taken out), and events with action, measures, issuer, target and \
            evidence (words of the body). An article without a title is an example sentence: it counts half, and \
            nothing for relevance. Names are found by the extraction stage, as they will be in service.
            """
    )

    @Option(help: "The folder with gazetteer, models and lexicon.", completion: .directory)
    var data = "Pipelines"

    @Option(help: "The language of the articles.")
    var language = "en"

    @Option(help: "Print how well roles are found when each of so many parts is left out once; 0 for none.")
    var folds = 0

    @Argument(help: "Annotated articles.", completion: .file())
    var files: [String]

    private var folder: String { "\(data)/lexicon/\(language)" }

    func run() throws {
        let extractor = try Extractor(resources: data)
        let articles = try files.flatMap { try AnnotatedArticle.read($0, language: language) }
        let inputs = articles.map { ($0, extractor.extract($0.article)) }
        if folds > 1 { try report(inputs) }
        let trainer = try trained(inputs)
        let path = "\(folder)/events.model"
        try trainer.train().write(toFile: path, atomically: true, encoding: .utf8)
        print(
            "\(path): \(articles.count) articles; \(trainer.misses.count) annotated events that no construction tells"
        )
    }

    private func trained(_ inputs: [(AnnotatedArticle, Extraction)]) throws -> EventTrainer {
        var trainer = EventTrainer(try Classifier(rulesOf: folder))
        for (annotated, extraction) in inputs {
            trainer.add(annotated.article, extraction, annotated.relevance, annotated.events)
        }
        return trainer
    }

    private func report(_ inputs: [(AnnotatedArticle, Extraction)]) throws {
        var total = [0, 0, 0, 0, 0]
        for fold in 0..<folds {
            let seen = inputs.enumerated().filter { $0.offset % folds != fold }.map(\.element)
            let model = try trained(seen).train()
            let tester = EventTrainer(try Classifier(try Classifier(rulesOf: folder), model: model))
            for (annotated, extraction) in inputs.enumerated().filter({ $0.offset % folds == fold }).map(\.element) {
                let counts = tester.roleAccuracy(annotated.article, extraction, annotated.events)
                for index in total.indices { total[index] += counts[index] }
            }
        }
        print(
            "of \(total[0]) events told: issuers right \(total[3]) (rules alone \(total[1])), targets \(total[4]) (\(total[2]))"
        )
    }
}
