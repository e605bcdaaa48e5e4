/// Replaces `${NAME}`, `${NAME:default}`, `{run}` and `{here}` in the values of a file; `$${` stands for a plain `${`.
struct Expansion {
    let environment: [String: String]
    /// What `{here}` stands for: the folder of the file itself.
    let here: String
    /// What `{run}` stands for; nil while the file's own `run` is being read.
    var run: String?

    struct Problem: Error {
        let sentence: String
    }

    /// The text with everything replaced; what comes out of a variable isn't expanded again, what stands in for one is.
    func expand(_ text: String) throws(Problem) -> String {
        var result = ""
        var rest = Substring(text)
        while let next = rest.firstIndex(where: { $0 == "$" || $0 == "{" }) {
            result += rest[..<next]
            rest = rest[next...]
            if rest.hasPrefix("$${") {
                result += "${"
                rest = rest.dropFirst(3)
            } else if rest.hasPrefix("${") {
                result += try variable(&rest)
            } else if rest.hasPrefix("{run}") {
                guard let run else { throw Problem(sentence: "{run} cannot stand in the value of run itself") }
                result += run
                rest = rest.dropFirst(5)
            } else if rest.hasPrefix("{here}") {
                result += here
                rest = rest.dropFirst(6)
            } else {
                if result.isEmpty || result.hasSuffix("://"), let name = Expansion.folder(rest) {
                    throw Problem(sentence: "there is no {\(name)}: what can stand there is {run} or {here}")
                }
                result.append(rest.removeFirst())
            }
        }
        return result + rest
    }

    /// The name in braces with which a path begins, as `{rum}/journal` does.
    private static func folder(_ text: Substring) -> Substring? {
        guard text.first == "{", let end = text.firstIndex(of: "}") else { return nil }
        let name = text[text.index(after: text.startIndex)..<end]
        let after = text[text.index(after: end)...]
        let isName = !name.isEmpty && name.allSatisfy { $0.isASCII && $0.isLetter }
        return isName && (after.isEmpty || after.hasPrefix("/")) ? name : nil
    }

    private func variable(_ rest: inout Substring) throws(Problem) -> String {
        guard let end = Expansion.closing(rest) else {
            throw Problem(sentence: "\"\(rest)\" has no closing }")
        }
        let inside = rest[rest.index(rest.startIndex, offsetBy: 2)..<end]
        rest = rest[rest.index(after: end)...]
        let parts = inside.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(parts[0])
        guard !name.isEmpty else { throw Problem(sentence: "${\(inside)} names no variable") }
        if let value = environment[name], !value.isEmpty { return value }
        guard parts.count == 2 else {
            throw Problem(
                sentence: "the environment variable \(name) isn't set; set it, or give a default: ${\(name):default}"
            )
        }
        return try expand(String(parts[1]))
    }

    /// Where the brace ends that `text` begins with; a default may hold braces of its own.
    private static func closing(_ text: Substring) -> Substring.Index? {
        var depth = 0
        for index in text.indices {
            if text[index] == "{" { depth += 1 }
            guard text[index] == "}" else { continue }
            depth -= 1
            if depth == 0 { return index }
        }
        return nil
    }
}
