import Foundation

/// The repository's own files.
enum Checkout {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    struct SwiftFile {
        /// Relative to the checkout.
        let path: String
        let text: String

        /// The modules that the file imports.
        var imports: Set<String> {
            Set(
                text.matches(of: /(?m)^(?:@\w+ )*(?:\w+ )?import (?:struct |class |enum |func )?(\w+)/).map {
                    String($0.1)
                }
            )
        }
    }

    static func swiftFiles(under name: String) throws -> [SwiftFile] {
        let base = folder.appending(path: name)
        let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
        return try paths.filter { $0.hasSuffix(".swift") }.sorted().map { path in
            SwiftFile(
                path: "\(name)/\(path)",
                text: try String(contentsOf: base.appending(path: path), encoding: .utf8)
            )
        }
    }
}
