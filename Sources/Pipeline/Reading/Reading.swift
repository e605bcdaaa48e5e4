internal import Yams

/// One pass over a file: expands its values and gathers what is wrong with them.
///
/// Readers go on after an error with a default, so that one pass reports everything.
final class Reading {
    let file: String
    var expansion: Expansion
    private(set) var findings: [Finding] = []

    init(file: String, expansion: Expansion) {
        self.file = file
        self.expansion = expansion
    }

    var hasErrors: Bool { findings.contains { $0.severity == .error } }

    func error(_ line: Int, _ sentence: String) {
        findings.append(Finding(.error, file: file, line: line, sentence))
    }

    func warning(_ line: Int, _ sentence: String) {
        findings.append(Finding(.warning, file: file, line: line, sentence))
    }

    /// The file's outermost table; nil, with a finding, where the text isn't YAML or isn't a table.
    func root(of text: String) -> Table? {
        do {
            guard let node = try Yams.compose(yaml: text) else {
                error(1, "the file is empty: it must be a pipeline, beginning with \"interdict: 1\"")
                return nil
            }
            return Entry(path: "the file", line: 1, node: node, reading: self).table()
        } catch let failure as YamlError {
            let (line, sentence) = Reading.explain(failure)
            error(line, sentence)
        } catch let failure {
            error(1, "the file isn't YAML: \(failure)")
        }
        return nil
    }

    private static func explain(_ error: YamlError) -> (line: Int, sentence: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            (mark.line, "the file isn't YAML: \(problem) (values with {run} inside { } need quotes)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            (context.mark.line, "given twice in one table: \(duplicates.sorted().joined(separator: ", "))")
        case .reader(let problem, _, _, _):
            (1, "the file isn't UTF-8 text: \(problem)")
        default:
            (1, "the file isn't YAML: \(error)")
        }
    }
}
