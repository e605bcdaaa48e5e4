import FoundationEssentials

/// A file of the gazetteer that can't be read.
package struct GazetteerError: Error, CustomStringConvertible {
    package let description: String
}

/// A table of the gazetteer: rows of columns parted by tabs; `#` begins a comment.
struct GazetteerTable {
    private let path: String
    private let columns: Int

    init(_ path: String, columns: Int) {
        self.path = path
        self.columns = columns
    }

    /// Calls for each row.
    ///
    /// - Throws: ``GazetteerError`` with the file, and the line where a row has another number of columns.
    func rows(_ body: ([Substring]) -> Void) throws(GazetteerError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw GazetteerError(description: "cannot read the gazetteer's file \(path): \(error)")
        }
        var number = 0
        for line in String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty || line.utf8.first == 0x23 { continue }
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == columns else {
                throw GazetteerError(
                    description: "\(path):\(number): expected \(columns) columns, found \(fields.count)"
                )
            }
            body(fields)
        }
    }
}
