import Extraction
import FoundationEssentials
import Messages
import Testing

@Suite(.timeLimit(.minutes(5)))
struct EvaluationTests {
    @Test func `marks come out of an annotated text with their places`() {
        let (body, marks) = AnnotatedArticle.parse("é {{Sergei Lavrov|person|}} left {{Russia|place|RU}}. {{x}}")
        #expect(body == "é Sergei Lavrov left Russia. ")
        #expect(marks.map(\.offsets) == [2..<15, 21..<27])
        #expect(marks.map(\.link) == ["", "RU"])
    }

    @Test func `scores count exact bounds and kinds`() {
        var scores = EntityScores(kinds: ["PER", "ORG"])
        scores.add(gold: ["PER 0 2", "ORG 5 6"], predicted: ["PER 0 2", "ORG 5 7", "PER 9 10"]) { String($0.prefix(3)) }
        #expect(scores["PER"].precision == 0.5)
        #expect(scores["PER"].recall == 1)
        #expect(scores["ORG"].f1 == 0)
        #expect(scores.micro.right == 1)
    }

    @Test func `a corpus is tagged as it stands and given back with a third column`() throws {
        let text = "Putin\tB-PER\nvisited\tO\nParis\tB-LOC\n.\tO\n\nHe\tO\nleft\tO\n"
        let folder = FileManager.default.temporaryDirectory.appending(path: "interdict-eval-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "t.conll")
        try Data(text.utf8).write(to: file)
        let corpus = try TaggedCorpus(path: file.path)
        #expect(corpus.sentences.map(\.words.count) == [4, 2])
        let evaluation = CorpusEvaluation(corpus, tagger: try ExtractorTests.extractor.get().tagger)
        #expect(evaluation.lines(corpus).split(separator: "\n", omittingEmptySubsequences: false)[4] == "")
        #expect(evaluation.scores["LOC"].right == 1)
        #expect(throws: CorpusError.self) { try TaggedCorpus(path: folder.path + "/none") }
    }

    @Test func `a damaged model is refused with a word on what to do`() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "interdict-model-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        var bytes = try Data(contentsOf: URL(filePath: "\(ExtractorTests.resources)/models/names.model"))
        bytes[bytes.count / 2] ^= 1
        let file = folder.appending(path: "names.model")
        try bytes.write(to: file)
        let error = #expect(throws: TaggerModelError.self) { try TaggerModel(path: file.path) }
        #expect(error?.description.contains("interdict-train") == true)
    }

    @Test func `training learns, and the same inputs give the same model`() throws {
        let sentence = TaggedCorpus.Sentence(
            words: ["Mr", "Putin", "visited", "Paris"],
            tags: ["O", "B-PER", "O", "B-LOC"]
        )
        let other = TaggedCorpus.Sentence(
            words: ["Mrs", "Smith", "left", "London"],
            tags: ["O", "B-PER", "O", "B-LOC"]
        )
        let corpus = TaggedCorpus(sentences: Array(repeating: [sentence, other], count: 8).flatMap { $0 })
        let gazetteer = Gazetteer(capacity: 10)
        let words = WordTable(
            keys: [],
            values: [],
            groups: [],
            news: [],
            paths: [0],
            larger: [0],
            largerNews: [0]
        )
        func model() -> TaggerModel {
            let extractor = FeatureExtractor(words: words, gazetteer: gazetteer)
            var trainer = PerceptronTrainer(settings: TrainingSettings(), extractor: extractor)
            let sources = [TrainingSource(name: "news", corpus: corpus, scheme: .news)]
            let weights = trainer.train(sources) { _ in }
            return TaggerModel(
                weights,
                name: "t/1",
                styles: [TaggerModel.Style(name: "news", labels: AnnotationScheme.news.labels)],
                words: words,
                unit: 0.25,
                least: 1
            )
        }
        let first = model()
        #expect(first.fileBytes == model().fileBytes)
        let evaluation = CorpusEvaluation(corpus, tagger: Tagger(model: first, gazetteer: gazetteer))
        #expect(evaluation.scores.micro.f1 == 1)
    }

    @Test func `exponentials are those of the mathematics`() {
        for (power, value) in [(Float(0), Float(1)), (1, 2.718_281_8), (-3.5, 0.030_197_383), (10, 22_026.465)] {
            #expect(abs(Exponential.value(power) / value - 1) < 1e-5)
        }
        #expect(Exponential.value(-1000) < 1e-30)
    }

    @Test func `a sure name has more confidence than a doubtful one`() throws {
        let document = Document(
            sentences: [["Vladimir", "Putin", "met", "officials", "in", "Moscow", ".", "Blarney", "Quux", "did", "."]]
        )
        let tagger = try ExtractorTests.extractor.get().tagger
        let spans = tagger.spans(in: document, style: .named(TrainingPlan.house))
        let sure = try #require(spans.first { $0.tokens == 0..<2 })
        #expect(sure.kind == .person && sure.confidence > 0.9)
        for span in spans { #expect(span.confidence > 0 && span.confidence <= 0.995) }
    }

    @Test func `a corpus file tells its style, and one sentence alone gives nearly the same`() throws {
        let sentences = [
            ["Officials", "in", "Baghdad", "say", "a", "car", "bomb", "killed", "four", "people", "Tuesday", "."],
            ["Iraqi", "President", "Jalal", "Talabani", "met", "U.S.", "Ambassador", "Zalmay", "Khalilzad", "."],
        ]
        let tagger = try ExtractorTests.extractor.get().tagger
        let whole = tagger.spans(in: Document(sentences: sentences), style: .together).map(\.kind)
        let alone = tagger.spans(in: Document(sentences: sentences), style: .alone).map(\.kind)
        #expect(whole.contains(.person) && whole.contains(.place))
        #expect(alone.filter { $0 == .person } == whole.filter { $0 == .person })
    }
}
