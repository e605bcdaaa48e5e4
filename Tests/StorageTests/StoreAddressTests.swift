import Messages
import Testing

@testable import Storage

@Suite(.timeLimit(.minutes(5)))
struct StoreAddressTests {
    @Test func `an address that can't be is refused in words, and a password is never shown`() throws {
        for (text, reason) in [
            ("mysql://h/d", "no store"), ("postgres://h:1/d?sslmod=require", "sslmod"),
            ("postgres://u:geheim@h/d?x=%zz", "no URL"),
        ] {
            do throws(StoreError) {
                _ = try StoreAddress(text)
                Issue.record("took \(text)")
            } catch {
                #expect(error.reason.contains(reason), "\(error)")
                #expect(!error.reason.contains("geheim"))
            }
        }
        #expect(try StoreAddress("run/x.sqlite") == .sqlite(path: "run/x.sqlite"))
        let address = try StoreAddress("postgres://u:p:w@h:5/d?sslmode=require&password=geheim&sslpassword=x")
        #expect(address.description == "postgres://u:***@h:5/d?sslmode=require&password=***&sslpassword=***")
    }

    @Test func `a database that is away says so at once, and nobody's article is to blame`() throws {
        let store = try StoreAddress("postgresql:///x?host=/nowhere&user=u").open { Timestamp(milliseconds: 0) }
        for _ in 0..<2 {
            do throws(StoreError) {
                _ = try store.store([Sample.item(Sample.article("a"))])
                Issue.record("stored")
            } catch {
                #expect(error.code == .away)
                #expect(error.reason.contains("/nowhere"))
            }
        }
    }

    @Test func `waits grow, stay below their limit and are never the same for all`() {
        var backOff = BackOff(first: .milliseconds(100), longest: .seconds(3))
        var generator = SystemRandomNumberGenerator()
        let waits = (0..<12).map { _ in backOff.next(using: &generator) }
        #expect(waits[0] >= .milliseconds(50) && waits[0] <= .milliseconds(100))
        #expect(waits.allSatisfy { $0 <= .seconds(3) })
        #expect(waits[11] >= .milliseconds(1500))
        #expect(Set(waits).count > 6)
        backOff.reset()
        #expect(backOff.next(using: &generator) <= .milliseconds(100))
    }
}
