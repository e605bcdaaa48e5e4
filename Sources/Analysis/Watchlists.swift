internal import Glibc
package import Screening

/// The watchlist files of a pipeline, and when they have changed.
///
/// A list is named by its files, or by the folder that holds them, such as the `current` of a kept list.
package struct Watchlists: Sendable {
    /// Each list with the paths of its files.
    private let files: [[String]]
    private let names: NameData

    /// Names the lists; nothing is loaded yet.
    ///
    /// - Parameters:
    ///   - data: The folder of shipped data.
    ///   - lists: One text a list, the paths of its files or its folder, parted by commas; none means the shipped starter list.
    /// - Throws: ``ListError`` where the tables for reading names are missing.
    package init(data: String, lists: [String]) throws(ListError) {
        files = (lists.isEmpty ? ["\(data)/lists/starter.json"] : lists).map { list in
            list.split(separator: ",").map { String($0) }
        }
        names = try NameData(folder: "\(data)/names")
    }

    /// Loads and indexes all lists.
    ///
    /// - Returns: The screener.
    /// - Throws: ``ListError`` with the file and what is wrong with it.
    package func load() throws(ListError) -> Screener {
        try ListLibrary(names: names).screener(files)
    }

    /// Changes whenever one of the files is replaced or written to, or a folder's files are others.
    package var signature: [Int] {
        // A folder that can't be read changes the signature, and the loading that follows says what is wrong.
        files.flatMap { (try? ListLibrary.unfolded($0)) ?? [] }.flatMap { path in
            var status = stat()
            guard unsafe stat(path, &status) == 0 else { return [0, 0, 0] }
            return [
                Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec * 1_000_000_000 + status.st_mtim.tv_nsec,
            ]
        }
    }
}
