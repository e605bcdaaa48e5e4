internal import Glibc

/// Decodes texts in whatever a server or page says they are.
package enum Charset {
    /// The text of some bytes.
    ///
    /// A byte order mark goes before everything, then what was said, then UTF-8 where that fits, then windows-1252. Bytes
    /// that mean nothing become U+FFFD.
    ///
    /// - Parameters:
    ///   - bytes: The bytes.
    ///   - name: What the server or the file says, such as `ISO-8859-2`; nil where nobody said anything.
    /// - Returns: The text.
    package static func decode(_ bytes: [UInt8], named name: String?) -> String {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return String(decoding: bytes.dropFirst(3), as: UTF8.self) }
        if bytes.starts(with: [0xFE, 0xFF]) { return converted(bytes, "UTF-16") ?? "" }
        if bytes.starts(with: [0xFF, 0xFE]) { return converted(bytes, "UTF-16") ?? "" }
        let said = name?.lowercased()
        if let said, !["utf-8", "utf8", "us-ascii", "ascii"].contains(said) {
            // What calls itself Latin-1 is windows-1252 on the web.
            let real = ["iso-8859-1", "latin1", "iso8859-1"].contains(said) ? "windows-1252" : said
            if let text = converted(bytes, real) { return text }
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        if said == nil, let text = converted(bytes, "windows-1252") { return text }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text of an HTML page, whose head may name its encoding.
    package static func decodePage(_ bytes: [UInt8], contentType: String?) -> String {
        decode(bytes, named: contentType.flatMap { parameter("charset", of: $0) } ?? declared(in: bytes))
    }

    /// `charset=…` in the first bytes of a page.
    private static func declared(in bytes: [UInt8]) -> String? {
        let head = String(decoding: bytes.prefix(4096).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self).lowercased()
        return parameter("charset", of: head)
    }

    /// The value behind a name and `=`, with or without quotation marks.
    static func parameter(_ name: String, of text: String) -> String? {
        guard let start = text.lowercased().firstRange(of: "\(name)=") else { return nil }
        let rest = text.lowercased()[start.upperBound...].drop { $0 == "\"" || $0 == "'" }
        let value = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.:".contains($0)) }
        return value.isEmpty ? nil : String(value)
    }

    /// The bytes in UTF-8; nil where the system doesn't know the encoding.
    private static func converted(_ bytes: [UInt8], _ name: String) -> String? {
        guard let converter = unsafe iconv_open("UTF-8", name), unsafe converter != iconv_t(bitPattern: -1) else {
            return nil
        }
        defer { unsafe iconv_close(converter) }
        var output: [UInt8] = []
        var input = bytes.map { CChar(bitPattern: $0) }
        unsafe input.withUnsafeMutableBufferPointer { buffer in
            var next = buffer.baseAddress
            var left = buffer.count
            var piece = [CChar](repeating: 0, count: 1 << 14)
            while left > 0 {
                let size = piece.count
                let (code, room) = unsafe piece.withUnsafeMutableBufferPointer { piece in
                    var out = piece.baseAddress
                    var room = size
                    let result = unsafe iconv(converter, &next, &left, &out, &room)
                    return (result == -1 ? errno : 0, room)
                }
                output += piece.prefix(size - room).map { UInt8(bitPattern: $0) }
                guard code == EILSEQ || code == EINVAL else { continue }
                // A byte that means nothing here.
                output += [0xEF, 0xBF, 0xBD]
                unsafe next = next.map { unsafe $0 + 1 }
                left -= 1
            }
        }
        return String(decoding: output, as: UTF8.self)
    }
}
