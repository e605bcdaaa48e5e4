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

    @Option(help: "Leave each of so many parts of the articles out of the learning once, to judge it; 0 for none.")
    var folds = 0

    @Option(help: "Annotated articles to judge with, never to learn from.", completion: .file())
    var test: String?

    @Option(help: "Where the classified documents of the articles to judge with go, a line each.", completion: .file())
    var predictions: String?

    @Argument(help: "Annotated articles.", completion: .file())
    var files: [String]

    private var folder: String { "\(data)/lexicon/\(language)" }

    func validate() throws {
        guard (folds > 1 || test != nil) == (predictions != nil) else {
            throw ValidationError("--predictions FILE is needed with --folds or --test, and only there.")
        }
    }

    func run() throws {
        let extractor = try Extractor(resources: data)
        let inputs = try files.flatMap { try read($0, extractor) }
        if folds > 1 { return try judgeParts(inputs) }
        let trainer = try trained(inputs)
        let model = trainer.train()
        if let test { return try judge(read(test, extractor), model) }
        let path = "\(folder)/events.model"
        try model.write(toFile: path, atomically: true, encoding: .utf8)
        print(
            "\(path): \(inputs.count) articles; \(trainer.misses.count) annotated events that no construction tells"
        )
    }

    private typealias Input = (annotated: AnnotatedArticle, extraction: Extraction)

    private func read(_ file: String, _ extractor: Extractor) throws -> [Input] {
        try AnnotatedArticle.read(file, language: language).map { ($0, extractor.extract($0.article)) }
    }

    private func trained(_ inputs: [Input]) throws -> EventTrainer {
        var trainer = EventTrainer(try Classifier(rulesOf: folder))
        for (annotated, extraction) in inputs {
            trainer.add(annotated.article, extraction, annotated.relevance, annotated.events)
        }
        return trainer
    }

    /// Classifies each article with a model that has not seen it; example sentences are learnt from in all parts.
    private func judgeParts(_ inputs: [Input]) throws {
        let articles = inputs.filter { $0.annotated.relevance != nil }
        let sentences = inputs.filter { $0.annotated.relevance == nil }
        var lines: [String] = []
        for fold in 0..<folds {
            let seen = articles.enumerated().filter { $0.offset % folds != fold }.map(\.element)
            let unseen = articles.enumerated().filter { $0.offset % folds == fold }.map(\.element)
            lines += try documents(unseen, try trained(seen + sentences).train())
        }
        try write(lines)
    }

    private func judge(_ inputs: [Input], _ model: String) throws { try write(try documents(inputs, model)) }

    private func documents(_ inputs: [Input], _ model: String) throws -> [String] {
        let classifier = try Classifier(try Classifier(rulesOf: folder), model: model)
        return inputs.map { annotated, extraction in
            let verdict = classifier.classify(annotated.article, extraction)
            let document = Classified.splice(
                seq: nil,
                article: annotated.article.json,
                extraction: extraction.json,
                verdict: verdict.json
            )
            return String(decoding: document, as: UTF8.self)
        }
    }

    private func write(_ lines: [String]) throws {
        guard let predictions else { return }
        // Not by way of another file, which would take the place of a device or a pipe.
        try (lines.joined(separator: "\n") + "\n").write(toFile: predictions, atomically: false, encoding: .utf8)
        print("\(predictions): \(lines.count) classified articles, none of which was learnt from")
    }
}
