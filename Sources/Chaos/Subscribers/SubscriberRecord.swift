/// What one subscriber has got, in the order in which it came.
package struct SubscriberRecord: Sendable {
    package let name: String
    /// The topic prefix; empty for everything.
    package let topic: String
    package private(set) var seqs: [Int] = []
    /// The article of each of them; -1 where the document named none of this run.
    package private(set) var numbers: [Int32] = []

    package init(name: String, topic: String) {
        self.name = name
        self.topic = topic
    }

    package mutating func note(_ seq: Int, of number: Int?) {
        seqs.append(seq)
        numbers.append(number.map { Int32($0) } ?? -1)
    }
}
