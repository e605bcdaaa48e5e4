import Language
import Messages

/// Finds the title or office that stands by a person's name.
struct RoleFinder: Sendable {
    private static let heads = WordSet(
        "president vice-president premier minister chancellor king queen prince princess sheikh senator representative congressman governor mayor ambassador "
            + "secretary general colonel major captain admiral commander marshal judge justice chairman chairwoman director commissioner spokesman "
            + "spokeswoman leader chief envoy adviser advisor speaker founder oligarch tycoon businessman banker economist analyst lawyer prosecutor "
            + "diplomat lawmaker mp journalist editor owner head dictator ruler strongman candidate executive ceo professor chair negotiator official "
            + "attorney inspector superintendent detective officer representative sen. gen. rep. gov. baroness lord baron sir"
    )
    private static let links = WordSet(
        "of for and the - deputy vice first prime foreign defence defense finance interior trade former acting"
    )

    /// For the index of a person's span its role.
    func roles(_ spans: [Span], in document: Document) -> [Int: String] {
        var roles: [Int: String] = [:]
        for (index, span) in spans.enumerated() where span.kind == .person {
            roles[index] = before(span, document) ?? after(span, document)
        }
        return roles
    }

    /// `Russian Foreign Minister | Sergei Lavrov`.
    private func before(_ span: Span, _ document: Document) -> String? {
        let last = span.tokens.lowerBound - 1
        guard last >= 0, document.isOne(of: Self.heads, at: last) else { return nil }
        var start = last
        while start > 0, last - start < 6, belongs(start - 1, document) { start -= 1 }
        return document.string(start..<last + 1)
    }

    private func belongs(_ token: Int, _ document: Document) -> Bool {
        if document.tokens[token + 1].flags.contains(.lineStart) || document.tokens[token].kind != .word {
            return false
        }
        return document.isCapitalised(token) && !document.isOne(of: Self.starters, at: token)
            || document.isOne(of: Self.titles, at: token)
            || document.tokens[token].flags.contains(.possessive)
    }

    private static let starters = WordSet(
        "the a an on in at by for from with but and as when while after before said says"
    )
    private static let titles = WordSet(
        "deputy vice first prime foreign defence defense finance interior trade former acting senior chief ex- energy justice economy executive"
    )

    /// `Sergei Lavrov, Russia's foreign minister,` or `…, the founder of the company`.
    private func after(_ span: Span, _ document: Document) -> String? {
        let comma = span.tokens.upperBound
        guard document.isSign(comma, ",") else { return nil }
        var at = comma + 1
        var head: Int?
        while at < document.tokens.count, at - comma < 9 {
            let token = document.tokens[at]
            guard token.kind == .word, !token.flags.contains(.lineStart), !document.isOne(of: Self.verbs, at: at) else {
                break
            }
            if document.isOne(of: Self.heads, at: at) { head = at }
            at += 1
        }
        guard head != nil, document.isSign(at, ",") || document.isSign(at, ".") else { return nil }
        let start = document.isOne(of: Self.determiners, at: comma + 1) ? comma + 2 : comma + 1
        return start < at ? document.string(start..<at) : nil
    }

    private static let verbs = WordSet(
        "who whom whose which said says told was is were are has had have did does will would and but"
    )
    private static let determiners = WordSet("the a an his her its their")
}
