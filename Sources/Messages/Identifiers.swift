/// The id by which an article is known from the receipt to the store; at most 200 bytes, no control characters.
package struct ArticleID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// The id of an entity inside one article, such as `e3`.
package struct EntityID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// A half-open range of Unicode code points in an article's normalised body.
package typealias Offsets = Range<Int>
