internal import CLinux
internal import Foundation
internal import Glibc
internal import Pipeline

/// The terminal as a whole screen: its own page, no echo, keys one by one.
///
/// ``restore()`` puts everything back.
final class Screen {
    struct Size: Equatable {
        var rows: Int
        var columns: Int
    }

    private let before: termios

    init() throws(Failure) {
        var settings = termios()
        guard unsafe tcgetattr(STDIN_FILENO, &settings) == 0 else {
            throw Failure(system: "cannot read the terminal's settings", errno: errno)
        }
        before = settings
        // Keys come as bytes, Ctrl-C and Ctrl-Z too, so that nothing ends the program with the terminal in this state.
        settings.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
        Screen.write("\u{1B}[?1049h\u{1B}[?25l")
    }

    func restore() {
        Screen.write("\u{1B}[?25h\u{1B}[?1049l")
        var settings = before
        unsafe tcsetattr(STDIN_FILENO, TCSAFLUSH, &settings)
    }

    var size: Size {
        var (rows, columns): (Int32, Int32) = (0, 0)
        guard unsafe interdict_window(STDOUT_FILENO, &rows, &columns) == 0, rows > 0, columns > 0 else {
            return Size(rows: 24, columns: 80)
        }
        return Size(rows: Int(rows), columns: Int(columns))
    }

    /// Draws from the upper left corner; what doesn't fit is left out.
    func draw(_ lines: [String]) {
        let shown = lines.prefix(max(1, size.rows))
        Screen.write("\u{1B}[H" + shown.map { $0 + "\u{1B}[K" }.joined(separator: "\r\n") + "\u{1B}[J")
    }

    /// Waits for a key; true for q, Q, Ctrl-C, Ctrl-D, Escape and for an input that has ended.
    func wantsToQuit(milliseconds: Int32) -> Bool {
        var item = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard unsafe poll(&item, 1, milliseconds) > 0 else { return false }
        var bytes = [UInt8](repeating: 0, count: 16)
        let count = unsafe read(STDIN_FILENO, &bytes, bytes.count)
        guard count > 0 else { return true }
        // Escape alone; arrows and such begin with it too.
        return bytes[..<count].contains { [0x71, 0x51, 0x03, 0x04].contains($0) } || (count == 1 && bytes[0] == 0x1B)
    }

    private static func write(_ text: String) { StandardOutput.write(text) }
}
