internal import Messages

/// The state of a queue that several processes host: what each of them says, summed.
enum QueueState {
    /// Numbers are summed, workers that have a session with each process are taken together, the rest is as the first
    /// process says it; nil where none has answered.
    static func sum(_ states: [JSONValue]) -> JSONValue? {
        guard let first = states.first else { return nil }
        return states.dropFirst().reduce(first, sum)
    }

    private static func sum(_ left: JSONValue, _ right: JSONValue) -> JSONValue {
        if let one = left.double, let other = right.double { return .number(one + other) }
        if let one = left.array, let other = right.array { return .array(sum(one, other)) }
        guard let members = left.members else { return left }
        return .object(
            members.map { member in
                var member = member
                if let other = right[member.name] { member.value = sum(member.value, other) }
                return member
            }
        )
    }

    private static func sum(_ left: [JSONValue], _ right: [JSONValue]) -> [JSONValue] {
        var sums = left
        for other in right {
            let place = sums.firstIndex {
                $0["worker"]?.string != nil && $0["worker"]?.string == other["worker"]?.string
            }
            if let place { sums[place] = sum(sums[place], other) } else { sums.append(other) }
        }
        return sums
    }
}
