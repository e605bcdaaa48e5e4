internal import Foundation
internal import Messages
internal import Pipeline
internal import Transport

/// A picture as text, for a terminal or a log.
struct TopText {
    private let file: PipelineFile
    private let isColoured: Bool

    init(_ file: PipelineFile, isColoured: Bool) {
        self.file = file
        self.isColoured = isColoured
    }

    /// The lines of a screen.
    ///
    /// - Parameters:
    ///   - picture: What there is to show.
    ///   - columns: The terminal's width; 0 for no limit.
    /// - Returns: The lines, cut to the width.
    func whole(_ picture: Picture, columns: Int) -> [String] {
        let now = Timestamp.now.description.dropFirst(11).prefix(8)
        let bottleneck = Bottleneck(picture)
        let lines: [(text: String, style: String)] = [
            ("interdict top  \(file.path)  \(now) UTC", "1"),
            (articles(picture), ""),
            ("", ""),
            (Self.head, "7"),
        ]
        let rows = picture.rows.map { (text: Self.row($0), style: $0.answers ? "" : "31") }
        let end = [("", ""), (bottleneck.sentence, bottleneck.isTrouble ? "1;33" : "32")]
        return (lines + rows + end).map { styled(cut($0.0, columns), $0.1) }
    }

    private func articles(_ picture: Picture) -> String {
        guard !picture.articles.isEmpty else { return "ingest gives no answer" }
        func count(_ name: String) -> String { Self.grouped(picture.articles[name] ?? 0) }
        return
            "in \(Self.rate(picture.accepted))/s  stored \(Self.rate(picture.stored))/s  |  \(count("accepted")) accepted"
            + " = \(count("stored")) stored + \(count("duplicate")) duplicate + \(count("filtered")) filtered"
            + " + \(count("quarantined")) quarantined + \(count("inFlight")) in flight"
            + "  |  journal \(Self.bytes(picture.journalBytes))  feed \(picture.feedHead.map(Self.grouped) ?? "silent")"
    }

    private static let widths = [-14, 7, 6, 9, 9, 9, -22, 5, 9, 9, 6]

    private static let head = line([
        "STAGE", "WORKERS", "BUSY", "RATE/s", "p50", "p99", "  QUEUE", "FILL", "IN FLIGHT", "REPEATED", "ASIDE",
    ])

    private static func row(_ row: Picture.StageRow) -> String {
        guard row.answers else { return line([row.name, "the queue \(row.queue) gives no answer"]) }
        return line([
            row.name, "\(row.workers)", row.busy.map(Bottleneck.percent) ?? "–", rate(row.rate), time(row.median),
            time(row.p99), "  \(row.queue) \(grouped(row.waiting))", Bottleneck.percent(row.fill), "\(row.inFlight)",
            "\(row.redispatched)", "\(row.aside)",
        ])
    }

    /// One line a stage and one for the whole, with names for all figures.
    func lines(_ picture: Picture) -> [String] {
        let now = Timestamp.now.description
        let rows = picture.rows.map { row in
            guard row.answers else { return "\(now) stage=\(row.name) queue=\(row.queue) answers=no" }
            return "\(now) stage=\(row.name) workers=\(row.workers) busy=\(row.busy.map(Self.share) ?? "none")"
                + " rate=\(Self.rate(row.rate)) p50=\(Self.seconds(row.median)) p99=\(Self.seconds(row.p99))"
                + " queue=\(row.queue) waiting=\(row.waiting) fill=\(Self.share(row.fill)) inflight=\(row.inFlight)"
                + " repeated=\(row.redispatched) aside=\(row.aside)"
        }
        let whole =
            "\(now) accepted=\(picture.articles["accepted"] ?? 0) stored=\(picture.articles["stored"] ?? 0)"
            + " inflight=\(picture.articles["inFlight"] ?? 0) in=\(Self.rate(picture.accepted))"
            + " out=\(Self.rate(picture.stored)) verdict=\"\(Bottleneck(picture).sentence)\""
        return rows + [whole]
    }

    private static func line(_ cells: [String]) -> String {
        zip(cells, widths).map { cell, width in
            let blanks = String(repeating: " ", count: max(0, abs(width) - cell.count))
            return width < 0 ? cell + blanks : blanks + cell
        }.joined(separator: " ")
    }

    private func cut(_ text: String, _ columns: Int) -> String {
        columns > 0 && text.count > columns ? String(text.prefix(max(0, columns - 1))) + "…" : text
    }

    private func styled(_ text: String, _ style: String) -> String {
        isColoured && !style.isEmpty ? "\u{1B}[\(style)m\(text)\u{1B}[0m" : text
    }

    private static func share(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
    private static func rate(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }

    private static func seconds(_ value: Double?) -> String {
        value.map { "\(($0 * 1e6).rounded() / 1e6)s" } ?? "none"
    }

    private static func time(_ seconds: Double?) -> String {
        guard let seconds else { return "–" }
        if seconds < 0.001 { return "\(Int((seconds * 1e6).rounded())) µs" }
        if seconds < 1 { return "\((seconds * 1e4).rounded() / 10) ms" }
        return "\((seconds * 10).rounded() / 10) s"
    }

    private static func bytes(_ count: Int) -> String {
        let units = ["B", "kB", "MB", "GB", "TB"]
        var (value, index) = (Double(count), 0)
        while value >= 1000, index < units.count - 1 { (value, index) = (value / 1000, index + 1) }
        return index == 0 ? "\(count) B" : "\((value * 10).rounded() / 10) \(units[index])"
    }

    private static func grouped(_ number: Int) -> String {
        let digits = String(abs(number))
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + text
    }
}
