internal import GRDB
package import Messages

extension SQLiteStore {
    /// The ids of accepted articles that turned out to be stored already, under this id or another one.
    package func duplicates() throws(StoreError) -> [ArticleID] {
        try read { db in
            try String.fetchAll(db, sql: "SELECT DISTINCT id FROM duplicates ORDER BY id").map(
                ArticleID.init(rawValue:)
            )
        }
    }
}
