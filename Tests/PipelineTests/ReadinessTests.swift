import Glibc
import Testing

@testable import Pipeline

@Suite(.timeLimit(.minutes(5)))
struct ReadinessTests {
    /// What a chaos run found: a supervisor whose starter read no more of its messages stopped in the middle of stopping.
    @Test func `a starter that reads nothing holds nobody up`() throws {
        let name = "@interdict-test-\(UInt64.random(in: 0...UInt64.max))"
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        let descriptor = socket(AF_UNIX, kind, 0)
        defer { close(descriptor) }
        let address = try #require(UnixAddress(name))
        try #require(unsafe address.withPointer { unsafe bind(descriptor, $0, $1) } == 0)
        let readiness = Readiness(environment: [Readiness.variable: name])
        for number in 0..<5000 { readiness.status("still here, \(number)") }
        var buffer = [UInt8](repeating: 0, count: 100)
        let count = unsafe recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        #expect(String(decoding: buffer.prefix(max(0, count)), as: UTF8.self) == "STATUS=still here, 0")
    }
}
