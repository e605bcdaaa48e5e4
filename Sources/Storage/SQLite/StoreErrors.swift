internal import GRDB

extension StoreError {
    /// An error of the database in our words.
    init(_ error: any Error, _ path: String) {
        if let error = error as? StoreError {
            self = error
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.failed, "the store \(path) failed: \(error)")
            return
        }
        let message = error.message ?? "error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL: self.init(.full, "the disk under the store \(path) is full; nothing of the batch was stored")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(.busy, "the store \(path) is busy with another process: \(message)")
        case .SQLITE_NOTADB: self.init(.notOurs, "\(path) is no SQLite database")
        default: self.init(.failed, "the store \(path) failed: \(message)")
        }
    }
}
