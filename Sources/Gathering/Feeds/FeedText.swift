internal import Ingestion

/// Makes the XML of feeds readable that is nearly right, and refuses what is dangerous.
enum FeedText {
    /// Bytes of a feed at most.
    static let largest = 32 << 20

    /// A feed's bytes as well-formed a text as can be had.
    ///
    /// Declared entities are refused: no feed needs any, and their expansion can fill all memory. Character references of
    /// HTML become numbers, lone `&` are escaped, and control characters are left out.
    ///
    /// - Parameters:
    ///   - bytes: As they came.
    ///   - contentType: What the server said.
    ///   - place: Where they came from, for errors.
    /// - Returns: The text, UTF-8, without its first line's declaration.
    /// - Throws: ``Unreadable``.
    static func wellFormed(_ bytes: [UInt8], contentType: String?, place: String) throws(Unreadable) -> [UInt8] {
        guard bytes.count <= largest else {
            throw Unreadable(place, "the feed has \(bytes.count) bytes, the limit is \(largest)")
        }
        let name = Charset.parameter("encoding", of: String(decoding: bytes.prefix(200), as: UTF8.self))
        let said = contentType.flatMap { Charset.parameter("charset", of: $0) }
        var text = Array(Charset.decode(bytes, named: name ?? said).withoutControls.utf8)
        if text.contains("<!ENTITY") { throw Unreadable(place, "the feed declares entities, which is refused") }
        // It is UTF-8 now, whatever its first line says.
        if text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: 0x3E) { text.removeSubrange(...end) }
        return mended(Array(text.drop { $0 == 0x20 || 0x09...0x0D ~= $0 }))
    }

    private static let ours: Set<String> = ["amp", "lt", "gt", "quot", "apos"]

    private static func mended(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x3C, bytes[index...].starts(with: "<![CDATA[".utf8) {
                let end = bytes[index...].range(of: "]]>") ?? bytes.count
                output += bytes[index..<end]
                index = end
            } else if bytes[index] == 0x26 {
                index = reference(bytes, at: index, &output)
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }

    private static func reference(_ bytes: [UInt8], at index: Int, _ output: inout [UInt8]) -> Int {
        let name = bytes[(index + 1)...].prefix(12).prefix { $0 != 0x3B && $0 != 0x26 && $0 != 0x3C }
        let isClosed = name.endIndex < bytes.count && bytes[name.endIndex] == 0x3B
        if isClosed, ours.contains(String(decoding: name, as: UTF8.self)) {
            output += bytes[index...name.endIndex]
            return name.endIndex + 1
        }
        guard isClosed, let found = CharacterReferences.decode(bytes, at: index, before: bytes.count),
            !(found.scalar.value < 0x20 && ![9, 10, 13].contains(found.scalar.value)),
            found.scalar.value & 0xFFFE != 0xFFFE
        else {
            output += "&amp;".utf8
            return index + 1
        }
        output += "&#\(found.scalar.value);".utf8
        return found.next
    }
}

extension [UInt8] {
    fileprivate func contains(_ word: String) -> Bool { self[...].range(of: word) != nil }
}

extension ArraySlice<UInt8> {
    /// The index behind the first place of a word.
    fileprivate func range(of word: String) -> Int? {
        let word = Array(word.utf8)
        var index = startIndex
        while let next = self[index...].firstIndex(of: word[0]) {
            if self[next...].starts(with: word) { return next + word.count }
            index = next + 1
        }
        return nil
    }
}
