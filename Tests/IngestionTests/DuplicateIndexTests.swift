import Fuzzing
import Messages
import SimulatedDisk
import Testing

@testable import Ingestion

@Suite(.timeLimit(.minutes(5)))
struct DuplicateIndexTests {
    private func id(_ number: Int) -> ArticleID { ArticleID(rawValue: "a-\(number)") }
    private let one = ContentHash(title: "1", body: "")
    private let two = ContentHash(title: "2", body: "")

    @Test func `an index tells new, duplicate and conflict apart`() {
        var index = DuplicateIndex()
        #expect(index.answer(id(1), one) == .new)
        index.insert(id(1), one, key: 7)
        #expect(index.answer(id(1), one) == .duplicate(key: 7))
        #expect(index.answer(id(1), two) == .conflict(key: 7))
        #expect(index.answer(id(2), one) == .new)
        index.insert(id(1), two, key: 9)
        #expect(index.answer(id(1), two) == .duplicate(key: 9))
        #expect(index.count == 1)
    }

    @Test func `the least recently used is forgotten first`() {
        var index = DuplicateIndex(capacity: 3)
        for number in 1...3 { index.insert(id(number), one, key: UInt64(number)) }
        _ = index.answer(id(1), one)
        index.insert(id(4), one, key: 4)
        #expect(index.answer(id(2), one) == .new)
        for number in [1, 3, 4] { #expect(index.answer(id(number), one) == .duplicate(key: UInt64(number))) }
    }

    @Test(arguments: [1, 2, 3])
    func `it agrees with a plain model over many random steps`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var index = DuplicateIndex(capacity: 50)
        var model: [(number: Int, key: UInt64)] = []
        for step in 0..<20_000 {
            let number = random.below(120)
            let known = model.firstIndex { $0.number == number }
            if random.chance(0.5) {
                #expect(index.answer(id(number), one) == (known.map { .duplicate(key: model[$0].key) } ?? .new))
                if let known { model.append(model.remove(at: known)) }
            } else {
                index.insert(id(number), one, key: UInt64(step))
                if let known { model.remove(at: known) }
                model.append((number, UInt64(step)))
                if model.count > 50 { model.removeFirst() }
            }
        }
    }
}
