import Messages

/// Screens formal identifiers: an IMO number or a wallet address is a party wherever it stands.
struct IdentifierScreening {
    let index: ListIndex
    let extraction: Extraction

    /// The matches that names haven't given already.
    func matches(besides known: [Match]) -> [Match] {
        var matches: [Match] = []
        for identifier in extraction.identifiers where identifier.isValid != false {
            for place in places(identifier.value) {
                let reason = Match.Reason(
                    part: "identifier",
                    ours: identifier.value,
                    theirs: identifier.value,
                    verdict: "equal"
                )
                let match = Match(
                    index,
                    entry: place,
                    entity: identifier.entity,
                    offsets: identifier.offsets,
                    text: identifier.text,
                    score: 0.995,
                    because: [reason]
                )
                if !(known + matches).contains(where: { $0.list == match.list && $0.entryID == match.entryID }) {
                    matches.append(match)
                }
            }
        }
        return matches
    }

    private func places(_ value: String) -> [ListIndex.EntryPlace] {
        index.shards.enumerated().flatMap { number, shard in
            shard.identifiers.entries(value).map { ListIndex.EntryPlace(shard: number, entry: $0) }
        }
    }
}
