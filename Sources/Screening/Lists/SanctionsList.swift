/// One published list at one day.
package struct SanctionsList: Sendable, Equatable {
    /// Short and stable: `ofac-sdn`, `un`, `eu`.
    package var id: String
    package var title: String
    /// Day of the snapshot, `2024-05-03`; empty where the publisher gives none.
    package var snapshot: String
    /// SHA-256 of the files as published, hexadecimal.
    package var sha256: String
    package var entries: [ListEntry]
    /// Where it came from and what it may be used for, if the file says so.
    package var notice: String?

    package init(
        id: String,
        title: String,
        snapshot: String = "",
        sha256: String = "",
        entries: [ListEntry] = [],
        notice: String? = nil
    ) {
        self.id = id
        self.title = title
        self.snapshot = snapshot
        self.sha256 = sha256
        self.entries = entries
        self.notice = notice
    }
}

/// A row of a list's file that could not be read and was skipped.
package struct ListProblem: Sendable, Equatable, CustomStringConvertible {
    package var file: String
    /// From 1; 0 where the whole file is meant.
    package var line: Int
    package var reason: String

    package init(file: String, line: Int, reason: String) {
        self.file = file
        self.line = line
        self.reason = reason
    }

    package var description: String { line > 0 ? "\(file):\(line): \(reason)" : "\(file): \(reason)" }
}

/// A list's file that cannot be used at all.
package struct ListError: Error, Equatable, CustomStringConvertible {
    package enum Code: String, Sendable {
        case unreadable, unknownFormat, malformed, empty, shrunk
    }

    package var code: Code
    package var file: String
    package var reason: String

    package init(_ code: Code, _ file: String, _ reason: String) {
        self.code = code
        self.file = file
        self.reason = reason
    }

    package var description: String { "\(file): \(reason)" }
}

/// What a loader made of its files.
package struct LoadedList: Sendable, Equatable {
    package var list: SanctionsList
    package var problems: [ListProblem]
    /// Where a file breaks off, so that what follows is lost: no whole list.
    package var breakOff: ListProblem?

    package init(list: SanctionsList, problems: [ListProblem] = []) {
        self.list = list
        self.problems = problems
    }
}
