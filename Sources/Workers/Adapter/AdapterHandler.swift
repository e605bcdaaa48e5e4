internal import Logging
internal import Messages
internal import Transport
internal import ZeroMQ

/// Hands articles to a foreign program, one at a time, and reads its answers.
struct AdapterHandler: StageHandler {
    private static let names = ["article", "extraction", "verdict"]

    private let command: [String]
    private let timeLimit: Duration
    private let logger: Logger
    private var child: LineProgram?

    init(_ command: [String], timeLimit: Duration, logger: Logger) {
        self.command = command
        self.timeLimit = timeLimit
        self.logger = logger
    }

    mutating func handle(_ batch: [Work]) -> [Outcome] {
        batch.map { handle($0) }
    }

    private mutating func handle(_ work: Work) -> Outcome {
        do throws(LineProgramError) {
            let program = try running()
            let answer = try program.answer(to: request(work), within: timeLimit)
            return outcome(answer, work)
        } catch {
            logger.error("the program failed", metadata: ["id": "\(work.id)", "reason": "\(error)"])
            child?.kill()
            child = nil
            return .retry("\(error)", counted: error.isTheArticlesFault)
        }
    }

    private mutating func running() throws(LineProgramError) -> LineProgram {
        if let child, !child.isOutOfStep { return child }
        if let child {
            logger.error("the program ended, or said more than it was asked: it is started again")
            child.kill()
        }
        let started = try LineProgram(command, logger: logger)
        child = started
        return started
    }

    private func request(_ work: Work) -> [UInt8] {
        var json = JSONWriter(reservingCapacity: 8192)
        json.beginObject()
        for (name, frame) in zip(Self.names, work.frames) {
            json.key(name)
            json.raw(frame.bytes)
        }
        json.endObject()
        return json.bytes
    }

    private func outcome(_ answer: [UInt8], _ work: Work) -> Outcome {
        do throws(JSONError) {
            let value = try JSONParser.parse(answer)
            guard value.members != nil else { return .reject("the program answered \(value.typeName), not an object") }
            if let reason = value["reject"]?.string { return .reject(reason) }
            if let reason = value["retry"]?.string { return .retry(reason, counted: true) }
            if let reason = value["drop"]?.string { return .drop(reason) }
            if let fault = AnswerCheck.fault(in: value, after: work.frames) {
                return .reject("the program's answer can't be used: \(fault)")
            }
            return .done(work.frames + [Frame(answer)])
        } catch {
            return .retry("the program's answer is no JSON: \(error)", counted: true)
        }
    }
}
