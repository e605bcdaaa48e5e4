package import Messages

/// How many articles a journal has accepted in its life, and how they ended.
///
/// `accepted` is always the sum of all the others.
package struct JournalCounts: Sendable, Equatable {
    package var accepted = 0
    package var stored = 0
    package var duplicate = 0
    package var filtered = 0
    package var quarantined = 0
    /// Accepted, but the record can't be read any more: the disk has changed bytes.
    package var damaged = 0

    package init() {}

    package var inFlight: Int { accepted - stored - duplicate - filtered - quarantined - damaged }

    mutating func add(_ state: Segment.State) {
        guard state != .void else { return }
        accepted += 1
        move(to: state)
    }

    /// Counts the end of an article that was accepted before.
    mutating func move(to state: Segment.State) {
        switch state {
        case .open, .void: break
        case .stored: stored += 1
        case .duplicate: duplicate += 1
        case .filtered: filtered += 1
        case .quarantined: quarantined += 1
        case .damaged: damaged += 1
        }
    }
}

extension JournalCounts: JSONWritable {
    package func write(to json: inout JSONWriter) {
        json.beginObject()
        json.member("accepted", accepted)
        json.member("stored", stored)
        json.member("duplicate", duplicate)
        json.member("filtered", filtered)
        json.member("quarantined", quarantined)
        json.member("damaged", damaged)
        json.member("inFlight", inFlight)
        json.endObject()
    }
}
