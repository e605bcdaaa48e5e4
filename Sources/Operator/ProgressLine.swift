internal import Foundation
internal import Glibc
internal import Transport

/// One line on the terminal that is written over again; nothing where standard error is no terminal.
struct ProgressLine {
    private let isShown: Bool
    private var isOpen = false
    private var last = Instant(nanoseconds: 0)

    init(isQuiet: Bool) {
        isShown = !isQuiet && isatty(STDERR_FILENO) != 0
    }

    /// Shows a text, at most ten times a second.
    mutating func show(_ text: String) {
        guard isShown, Instant.now - last > .milliseconds(100) else { return }
        last = .now
        isOpen = true
        write("\r\u{1B}[K\(text)")
    }

    /// Writes a line that stays.
    mutating func say(_ text: String) {
        write((isOpen ? "\r\u{1B}[K" : "") + text + "\n")
        isOpen = false
    }

    mutating func end() {
        if isOpen { write("\r\u{1B}[K") }
        isOpen = false
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
