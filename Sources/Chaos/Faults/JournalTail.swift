internal import Foundation
internal import Pipeline

/// Leaves the end of a journal as a power cut may: with a part of a record that nobody was promised.
struct JournalTail {
    let folder: String

    /// Appends a piece of one of the journal's own records, or of noise, to its newest segment.
    ///
    /// - Returns: What was done.
    func tear(_ random: inout SeededRandom) throws -> String {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        guard let newest = names.filter({ $0.hasPrefix("segment-") && !$0.contains(".") }).max(),
            let file = FileHandle(forUpdatingAtPath: folder + "/" + newest)
        else { throw Failure(.data, "the journal in \(folder) has no segment") }
        let end = try file.seekToEnd()
        let count = UInt64(random.milliseconds(1...400))
        let isNoise = random.chance(0.3) || end < 500
        var piece = Data()
        if !isNoise {
            // The beginning of what was written last looks most like a record that was cut off.
            try file.seek(toOffset: end - count)
            piece = try file.read(upToCount: Int(count)) ?? Data()
            if let mark = piece.firstRange(of: Data([0xFF, 0x4A, 0x4E, 0xFE])) {
                piece = piece[mark.lowerBound...].dropLast()
            }
        } else {
            piece = Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
        try file.seekToEnd()
        try file.write(contentsOf: piece)
        try file.close()
        return "\(piece.count) bytes of \(isNoise ? "noise" : "a record")"
    }
}
