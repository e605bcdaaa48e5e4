import Testing

@testable import Messages

@Suite(.timeLimit(.minutes(5)))
struct TimestampTests {
    @Test(arguments: [
        ("2024-06-20T09:30:00Z", "2024-06-20T09:30:00Z"),
        ("2024-06-20T11:30:00+02:00", "2024-06-20T09:30:00Z"),
        ("2024-06-20t01:30:00.25-0530", "2024-06-20T07:00:00.250Z"),
        ("2024-06-20", "2024-06-20T00:00:00Z"),
        ("2024-06-20 09:30", "2024-06-20T09:30:00Z"),
        ("2024-02-29T23:59:60Z", "2024-02-29T23:59:59Z"),
        ("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z"),
        ("0001-01-01", "0001-01-01T00:00:00Z"), ("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z"),
        ("2000-03-01T00:00:00.1234567Z", "2000-03-01T00:00:00.123Z"),
    ])
    func `a time is read and written in UTC`(text: String, written: String) {
        #expect(Timestamp(text)?.description == written)
    }

    @Test(arguments: [
        "", "2024", "2024-06", "2024-6-2", "2024-13-01", "2023-02-29", "2024-06-31", "20/06/2024", "2024-06-20T",
        "2024-06-20T24:00:00Z", "2024-06-20T09:30:00+2", "2024-06-20T09:30:00Zx", "2024-06-20T09:30:00.Z", "٢٠٢٤-06-20",
    ])
    func `what is no time is not read`(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func `every day of four centuries converts there and back`() {
        for days in stride(from: Int64(-140_000), through: 160_000, by: 1) {
            let date = CivilDate(daysSince1970: days)
            #expect(date.daysSince1970 == days)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
        }
    }
}
