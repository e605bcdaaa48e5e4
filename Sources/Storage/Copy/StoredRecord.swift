package import Messages

/// A document as one store hands it over to another.
package struct StoredRecord: Sendable, Equatable {
    package let seq: Int
    package let item: StoreItem
    package let storedAt: Timestamp
}

/// What a store keeps beside its documents, so that its counts come out even.
package enum SideRecord: Sendable, Equatable {
    /// An accepted article that was stored already, as the document with this number.
    case duplicate(id: ArticleID, key: UInt64, seq: Int, at: Timestamp)
    /// A quarantined article that has left: `stored`, `dropped` or `replaced`.
    case release(id: ArticleID, key: UInt64, how: String, at: Timestamp)

    /// The table that it stands in.
    package enum Kind: String, Sendable, CaseIterable {
        case duplicates, releases
    }

    package var kind: Kind {
        switch self {
        case .duplicate: .duplicates
        case .release: .releases
        }
    }

    /// By what records of a kind are ordered: id, then key.
    package var position: Position {
        switch self {
        case .duplicate(let id, let key, _, _), .release(let id, let key, _, _): Position(id: id, key: key)
        }
    }

    package struct Position: Sendable, Equatable {
        package let id: ArticleID
        package let key: UInt64
    }
}
