/// Why a journal cannot do what it was asked.
package struct JournalError: Error, Sendable, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        /// Its size limit or the disk's is reached; it goes on once articles have ended.
        case full
        /// Another process has it open.
        case locked
        /// A write or a sync failed and nobody knows what is on the disk; open the journal anew.
        case failed
        /// There is no such article, or it has ended and is gone.
        case unknownKey = "unknown-key"
        /// The bytes on the disk are not those that were written.
        case damaged
        case io
    }

    package let code: Code
    package let reason: String

    package init(_ code: Code, _ reason: String) {
        self.code = code
        self.reason = reason
    }

    init(_ error: FileError) { self.init(error.isDiskFull ? .full : .io, error.description) }

    package var description: String { reason }
}
