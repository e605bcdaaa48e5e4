/// What a corpus annotates, and so what its tags say and leave open about the tagger's labels.
package struct AnnotationScheme: Sendable {
    /// The tagger's kinds that a tag of the corpus may stand for.
    private let meanings: [String: [TagSet.Kind]]
    /// Kinds that the corpus does not annotate, but that a name in it may be said to have: a token without a tag may be one.
    private let unknown: [TagSet.Kind]
    /// The labels that there are for this corpus: of all kinds that a tag may stand for, and outside.
    package let labels: UInt32

    package init(_ meanings: [String: [TagSet.Kind]], unknown: [TagSet.Kind]) {
        self.meanings = meanings
        self.unknown = unknown
        labels = Self.labels(of: meanings.values.flatMap { $0 } + unknown) | 1 << UInt32(TagSet.outside)
    }

    private static func labels(of kinds: [TagSet.Kind]) -> UInt32 {
        kinds.reduce(0) { labels, kind in
            TagSet.Position.allCases.reduce(labels) { $0 | 1 << UInt32(TagSet.label(kind, $1)) }
        }
    }

    /// News text with demonyms apart; works and events are hardly ever marked.
    package static let news = AnnotationScheme(
        ["PER": [.person], "ORG": [.organization], "LOC": [.place], "NAT": [.nationality], "MISC": [.misc]],
        unknown: []
    )
    /// Encyclopaedia text where demonyms are among the other names.
    package static let encyclopaedia = AnnotationScheme(
        ["PER": [.person], "ORG": [.organization], "LOC": [.place], "MISC": [.misc, .nationality]],
        unknown: []
    )
    /// Social media: only persons, organizations and places.
    package static let social = AnnotationScheme(
        ["PER": [.person], "ORG": [.organization], "LOC": [.place]],
        unknown: [.misc]
    )
    /// The project's own articles.
    package static let house = AnnotationScheme(
        [
            "PER": [.person], "ORG": [.organization], "LOC": [.place], "NAT": [.nationality], "LAW": [.law],
            "VES": [.vessel],
        ],
        unknown: [.misc]
    )

    /// For every token of a sentence a bit set of the labels that the tags allow.
    package func allowed(_ tags: [String]) -> [UInt32] {
        tags.indices.map { index in
            guard let (name, isFirst) = Self.parts(tags[index]), let kinds = meanings[name] else { return outside }
            let follows = index + 1 < tags.count && tags[index + 1] == "I-\(name)"
            let starts = isFirst || index == 0 || Self.parts(tags[index - 1])?.name != name
            let position: TagSet.Position = starts ? (follows ? .begin : .unit) : (follows ? .inside : .last)
            return kinds.reduce(0) { $0 | 1 << UInt32(TagSet.label($1, position)) }
        }
    }

    private var outside: UInt32 {
        Self.labels(of: unknown) | 1 << UInt32(TagSet.outside)
    }

    private static func parts(_ tag: String) -> (name: String, isFirst: Bool)? {
        guard tag.hasPrefix("B-") || tag.hasPrefix("I-") else { return nil }
        return (String(tag.dropFirst(2)), tag.hasPrefix("B-"))
    }
}
