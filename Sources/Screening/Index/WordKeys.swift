/// The keys by which a word is stored and sought: its consonants, the same with one left out, synonyms, Korean sounds.
///
/// A word is found over one consonant more or less; words of four consonants and more also over one that is another.
struct WordKeys {
    private(set) var stored: [UInt32] = []
    private(set) var wanted: [UInt32] = []

    private enum Seed: UInt32 {
        case concept = 1, group, korean, sounds, short, skeleton, shortened
    }

    init(_ word: NamePart) {
        if word.concept != 0 { both(Self.bytes(word.concept), .concept) }
        for group in word.groups { both(Self.bytes(group), .group) }
        if let korean = word.korean { both(korean.filter { !Phones.isVowel($0) }, .korean) }
        let skeleton = word.skeleton
        guard skeleton.count > 1 else {
            both(word.phones, .sounds)
            both(skeleton + [word.phones.first ?? 0], .short)
            return
        }
        addSkeleton(skeleton)
    }

    private mutating func addSkeleton(_ skeleton: [UInt8]) {
        both(skeleton, .skeleton)
        wanted.append(Self.hash(skeleton, .shortened))
        guard skeleton.count > 2 else { return }
        for rest in Self.shortened(skeleton) {
            stored.append(Self.hash(rest, .shortened))
            wanted.append(Self.hash(rest, .skeleton))
            if skeleton.count > 3 { wanted.append(Self.hash(rest, .shortened)) }
        }
    }

    private mutating func both(_ bytes: [UInt8], _ seed: Seed) {
        let key = Self.hash(bytes, seed)
        stored.append(key)
        wanted.append(key)
    }

    /// The skeleton with each consonant left out; a class that then meets itself is one sound, as in the skeleton.
    private static func shortened(_ skeleton: [UInt8]) -> [[UInt8]] {
        skeleton.indices.map { left in
            var rest = skeleton
            rest.remove(at: left)
            if left > 0, left < rest.count, rest[left] == rest[left - 1] { rest.remove(at: left) }
            return rest
        }
    }

    private static func bytes(_ number: UInt16) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8)] }

    /// FNV-1a.
    private static func hash(_ bytes: [UInt8], _ seed: Seed) -> UInt32 {
        var hash: UInt32 = 2_166_136_261 &+ seed.rawValue
        for byte in bytes { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        return hash
    }
}
