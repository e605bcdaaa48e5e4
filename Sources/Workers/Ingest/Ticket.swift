internal import Transport

/// Whom to answer, and in which form.
struct Ticket: Sendable {
    /// Nil for the push socket, which gives no answers.
    let peer: Peer?
    let number: Int?
    let form: Form

    enum Form: Sendable {
        /// `[RECEIPT, receipt, …]`.
        case framed
        /// One JSON frame.
        case bare
        /// One JSON frame behind the empty one that a REQ socket expects.
        case request
    }
}
