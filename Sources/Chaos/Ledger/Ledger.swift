internal import Synchronization
package import Transport

/// What ingestion has promised, kept from its receipts alone.
package final class Ledger: Sendable {
    /// What is known of one article.
    package enum Entry: UInt8, Sendable {
        /// Not submitted, or submitted where no receipt is given: it may end or not, but not twice.
        case open
        /// A receipt said that it is on the disk.
        case promised
        /// A receipt said that it can't be taken.
        case refused
    }

    private struct State {
        var entries: [Entry]
        var promised = 0
        var unexpected: [String] = []
    }

    private let state: Mutex<State>

    /// An empty ledger for articles from 0 up to a count.
    package init(count: Int) { state = Mutex(State(entries: Array(repeating: .open, count: count))) }

    package var promised: Int { state.withLock { $0.promised } }
    package var entries: [Entry] { state.withLock { $0.entries } }
    /// Receipts that contradict what was submitted or what was said before, in sentences.
    package var unexpected: [String] { state.withLock { $0.unexpected } }

    /// Notes a receipt.
    ///
    /// A duplicate is a promise too: ingestion says that it has the article, though the client never heard so before.
    ///
    /// - Parameters:
    ///   - receipt: What ingestion answered.
    ///   - number: The article that was submitted.
    package func note(_ receipt: Receipt, of number: Int) {
        state.withLock { state in
            switch receipt.status {
            case .accepted, .duplicate:
                if state.entries[number] != .promised { state.promised += 1 }
                state.entries[number] = .promised
            case .rejected:
                if state.entries[number] == .open { state.entries[number] = .refused }
                state.unexpected.append("article \(number) was refused: \(receipt.reason ?? "without a reason")")
            case .busy: break
            }
        }
    }

    /// Notes something that no receipt should have said.
    package func noteUnexpected(_ sentence: String) { state.withLock { $0.unexpected.append(sentence) } }
}
