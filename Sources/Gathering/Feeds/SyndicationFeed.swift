/// What a feed says: RSS 0.9 to 2.0, RSS 1.0 (RDF) or Atom.
package struct SyndicationFeed: Sendable, Equatable {
    package struct Entry: Sendable, Equatable {
        /// What tells it from the others: its `guid` or `id`, else its link, else its title.
        package var key: String
        package var submission: Submission
    }

    package var title = ""
    package var language: String?
    /// In how many minutes it is worth looking again, where it says so.
    package var minutes: Int?
    package var entries: [Entry] = []
}
