package import Messages
package import Screening

/// Where a list is published: the addresses of its files.
package struct ListSource: Sendable, Equatable {
    package struct File: Sendable, Equatable {
        /// The name under which the file is kept; formats of several files are told apart by it.
        package var name: String
        package var url: String
        /// The SHA-256 that the file must have, hexadecimal.
        package var sha256: String?
        /// The address of a text that begins with the file's SHA-256.
        package var checksum: String?

        package init(name: String, url: String, sha256: String? = nil, checksum: String? = nil) {
            self.name = name
            self.url = url
            self.sha256 = sha256
            self.checksum = checksum
        }
    }

    /// The id under which the list is kept.
    package var list: String
    package var title: String
    package var files: [File]
    /// Whether the list is renewed when none is named.
    package var isDefault: Bool

    package init(list: String, title: String, files: [File], isDefault: Bool = true) {
        self.list = list
        self.title = title
        self.files = files
        self.isDefault = isDefault
    }
}

/// The sources of a file such as the shipped `lists/sources.json`.
package struct ListSources: Sendable, Equatable {
    package static let schema = "interdict.list-sources/1"

    package let all: [ListSource]

    /// Reads the sources.
    ///
    /// - Throws: `ListError` where the file is none of this format, names a list twice, or gives something that is no
    ///   address or no plain file name.
    package init(_ file: ListFile) throws(ListError) {
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONParser.parse(file.bytes)
            guard json["schema"]?.string == Self.schema else {
                throw JSONError(.badValue, at: "schema", "must be \"\(Self.schema)\"")
            }
            all = try json.list("sources")
        } catch {
            throw ListError(.malformed, file.name, "holds no list sources: \(error)")
        }
        for source in all { try Self.check(source, file) }
        let ids = all.map(\.list)
        if let twice = ids.first(where: { id in ids.count { $0 == id } > 1 }) {
            throw ListError(.malformed, file.name, "names the list \"\(twice)\" twice")
        }
    }

    /// The sources of these lists; of the default ones where none is named.
    ///
    /// - Throws: `ListError` naming what is known, where one is not.
    package func named(_ ids: [String]) throws(ListError) -> [ListSource] {
        guard !ids.isEmpty else { return all.filter(\.isDefault) }
        var named: [ListSource] = []
        for id in ids {
            guard let source = all.first(where: { $0.list == id }) else {
                let known = all.map(\.list).joined(separator: ", ")
                throw ListError(.unknownFormat, id, "has no source; known are \(known)")
            }
            named.append(source)
        }
        return named
    }

    private static func check(_ source: ListSource, _ file: ListFile) throws(ListError) {
        func refuse(_ reason: String) -> ListError { ListError(.malformed, file.name, "\(source.list): \(reason)") }
        guard isPlain(source.list) else { throw refuse("\"\(source.list)\" can't be the name of a folder") }
        guard !source.files.isEmpty else { throw refuse("has no files") }
        for part in source.files {
            guard isPlain(part.name) else { throw refuse("\"\(part.name)\" is no plain file name") }
            for url in [part.url, part.checksum ?? part.url] where !isWeb(url) {
                throw refuse("\"\(url)\" is no http or https address")
            }
            if let hash = part.sha256, hash.count != 64 || !hash.allSatisfy(\.isHexDigit) {
                throw refuse("\"\(hash)\" is no SHA-256 in 64 hexadecimal digits")
            }
        }
    }

    private static func isPlain(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix(".") && !name.contains("/") && !name.contains("\0")
    }

    private static func isWeb(_ url: String) -> Bool { url.hasPrefix("https://") || url.hasPrefix("http://") }
}

extension ListSource: JSONReadable {
    package init(json: JSONValue) throws(JSONError) {
        let list: String = try json.required("list")
        self.init(list: list, title: json["title"]?.string ?? list, files: try json.list("files"))
        isDefault = json["default"]?.bool ?? true
    }
}

extension ListSource.File: JSONReadable {
    package init(json: JSONValue) throws(JSONError) {
        self.init(
            name: try json.required("name"),
            url: try json.required("url"),
            sha256: json["sha256"]?.string?.lowercased(),
            checksum: json["checksum"]?.string
        )
    }
}
