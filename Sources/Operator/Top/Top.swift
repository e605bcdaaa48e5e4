internal import ArgumentParser
internal import Foundation
internal import Glibc
internal import Pipeline
internal import Supervision
internal import Transport

/// `interdict top`: a live picture of the stages, and what holds them up.
struct Top: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch the stages live: workers, rates, times, queues, and what holds everything up.",
        discussion: """
            On a terminal it draws anew every interval until q or Ctrl-C; elsewhere it prints a line a stage. Rates, \
            times and shares are those of the last ten seconds. BUSY is the share of time in which workers held \
            something; ASIDE counts what was quarantined or filtered. It asks the queues, ingest and the feed over their \
            own sockets, so it works on another machine too. NO_COLOR is respected.
            """
    )

    @OptionGroup var pipeline: PipelineOptions

    @Option(help: "Seconds between two looks.")
    var interval = 1.0

    @Flag(help: "Print one picture and end; it takes one interval. Exits with 69 if a part gives no answer.")
    var once = false

    func validate() throws {
        guard interval >= 0.1, interval <= 60 else {
            throw ValidationError("--interval must be 0.1 to 60 seconds, not \(interval)")
        }
    }

    func run() throws {
        let file = try pipeline.load()
        let colour = (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty && isatty(STDOUT_FILENO) == 1
        let signals = try StopSignals()
        let observer = try Observer(file)
        let text = TopText(file, isColoured: colour)
        if once {
            let first = try observer.look()
            Pause.wait(seconds: interval, until: { signals.haveCome })
            let picture = Picture(file, from: first, to: try observer.look())
            print(text.whole(picture, columns: 0).joined(separator: "\n"))
            if !picture.silent.isEmpty { throw ExitCode(Failure.Code.unavailable.rawValue) }
        } else if isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 {
            try live(file, observer, text, signals)
        } else {
            try lines(file, observer, text, signals)
        }
    }

    private func live(_ file: PipelineFile, _ observer: Observer, _ text: TopText, _ signals: StopSignals) throws {
        let screen = try Screen()
        defer { screen.restore() }
        var looks = Looks()
        var isOver = false
        while !isOver {
            looks.add(try observer.look())
            let picture = looks.picture(file)
            screen.draw(text.whole(picture, columns: screen.size.columns))
            let end = Instant.now + .milliseconds(Int(interval * 1000))
            var size = screen.size
            while !isOver, Instant.now < end {
                isOver = screen.wantsToQuit(milliseconds: 100) || signals.haveCome
                if screen.size != size {
                    size = screen.size
                    screen.draw(text.whole(picture, columns: size.columns))
                }
            }
        }
    }

    private func lines(_ file: PipelineFile, _ observer: Observer, _ text: TopText, _ signals: StopSignals) throws {
        var looks = Looks()
        looks.add(try observer.look())
        while !signals.haveCome {
            Pause.wait(seconds: interval, until: { signals.haveCome })
            looks.add(try observer.look())
            let output = text.lines(looks.picture(file)).map { $0 + "\n" }.joined()
            StandardOutput.write(output)
        }
    }
}

/// Waits in short steps, so that a signal ends the wait.
enum Pause {
    static func wait(seconds: Double, until isOver: () -> Bool) {
        let end = Instant.now + .milliseconds(Int(seconds * 1000))
        while Instant.now < end, !isOver() {
            usleep(useconds_t(max(1, min(50, (end - .now).milliseconds))) * 1000)
        }
    }
}

/// The looks of the last ten seconds.
struct Looks {
    private var looks: [Look] = []

    mutating func add(_ look: Look) {
        looks.append(look)
        let limit = look.time - .seconds(10)
        while looks.count > 2, looks[1].time <= limit { looks.removeFirst() }
    }

    /// From the oldest look to the newest.
    func picture(_ file: PipelineFile) -> Picture {
        Picture(file, from: looks[0], to: looks[looks.count - 1])
    }
}
