/// The part of speech of a word in its sentence, as coarse as the shallow parse needs it.
package enum Tag: UInt8, Sendable {
    case noun, name, adjective, number, determiner, pronoun, preposition, conjunction, subordinator, relative
    case modal, be, have, `do`, to, negation, adverb, particle
    /// A finite verb or a base form.
    case verb
    /// A past participle or past tense whose use is not settled by an auxiliary.
    case participle
    case gerund
    case comma, colon, quote, bracket, stop, other

    var isNominal: Bool {
        switch self {
        case .noun, .name, .adjective, .number, .determiner: true
        default: false
        }
    }

    var isVerbal: Bool {
        switch self {
        case .verb, .participle, .gerund, .modal, .be, .have, .do: true
        default: false
        }
    }
}

/// A set of tags, a bit for each.
struct TagSet: ExpressibleByArrayLiteral, Sendable {
    private var bits: UInt32 = 0

    @inline(__always)
    init(arrayLiteral tags: Tag...) { for tag in tags { bits |= 1 << UInt32(tag.rawValue) } }

    @inline(__always)
    func contains(_ tag: Tag) -> Bool { bits & 1 << UInt32(tag.rawValue) != 0 }
}
