/// The keys by which a word is stored and sought: its consonants, the same with one left out, synonyms, Korean sounds.
///
/// A word is found over one consonant more or less; words of four consonants and more also over one that is another.
enum WordKeys {
    private enum Seed: UInt32 {
        case concept = 1, group, korean, sounds, short, skeleton, shortened
    }

    /// The keys under which a listed word is stored.
    static func stored(_ word: NamePart) -> [UInt32] {
        var keys = common(word)
        let skeleton = word.skeleton
        guard skeleton.count > 1 else { return keys + short(word, skeleton) }
        keys.append(hash(skeleton, .skeleton))
        guard skeleton.count > 2 else { return keys }
        for left in skeleton.indices { keys.append(hash(skeleton, .shortened, without: left)) }
        return keys
    }

    /// The keys under which words like this one may be stored.
    static func wanted(_ word: NamePart) -> [UInt32] {
        var keys = common(word)
        let skeleton = word.skeleton
        guard skeleton.count > 1 else { return keys + short(word, skeleton) }
        keys.append(hash(skeleton, .skeleton))
        keys.append(hash(skeleton, .shortened))
        guard skeleton.count > 2 else { return keys }
        for left in skeleton.indices {
            keys.append(hash(skeleton, .skeleton, without: left))
            if skeleton.count > 3 { keys.append(hash(skeleton, .shortened, without: left)) }
        }
        return keys
    }

    private static func common(_ word: NamePart) -> [UInt32] {
        var keys: [UInt32] = []
        keys.reserveCapacity(16)
        if word.concept != 0 { keys.append(hash(bytes(word.concept), .concept)) }
        for group in word.groups { keys.append(hash(bytes(group), .group)) }
        for way in word.korean.map(KoreanNames.consonants) ?? [] { keys.append(hash(way, .korean)) }
        return keys
    }

    private static func short(_ word: NamePart, _ skeleton: [UInt8]) -> [UInt32] {
        [hash(word.phones, .sounds), hash(skeleton + [word.phones.first ?? 0], .short)]
    }

    private static func bytes(_ number: UInt16) -> [UInt8] { [UInt8(number & 255), UInt8(number >> 8)] }

    /// FNV-1a over all bytes but the one left out; a class that then meets itself is one sound, as in the skeleton.
    private static func hash(_ bytes: [UInt8], _ seed: Seed, without left: Int = -1) -> UInt32 {
        var hash: UInt32 = 2_166_136_261 &+ seed.rawValue
        let meets = left > 0 && left + 1 < bytes.count && bytes[left - 1] == bytes[left + 1]
        for place in bytes.indices where place != left && !(meets && place == left + 1) {
            hash = (hash ^ UInt32(bytes[place])) &* 16_777_619
        }
        return hash
    }
}
