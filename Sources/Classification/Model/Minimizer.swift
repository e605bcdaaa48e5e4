/// Finds the lowest point of a smooth function by limited-memory BFGS (Nocedal 1980) with a backtracking line search.
struct Minimizer {
    var steps = 120
    var memory = 8
    /// It stops where a step lowers the value by less than this share.
    var tolerance = 1e-6

    /// - Parameters:
    ///   - count: How many numbers a point has; the search begins at zero.
    ///   - function: Gives the value at a point and writes the gradient there.
    /// - Returns: The lowest point found.
    func minimize(_ count: Int, _ function: (_ point: [Double], _ gradient: inout [Double]) -> Double) -> [Double] {
        var point = Array(repeating: 0.0, count: count)
        var gradient = point
        var value = function(point, &gradient)
        var history = History(memory: memory)
        for _ in 0..<steps {
            let direction = history.direction(gradient)
            let slope = Self.dot(direction, gradient)
            guard slope < 0 else { break }
            var length = history.isEmpty ? 1 / max(1, Self.dot(gradient, gradient).squareRoot()) : 1.0
            var next = point
            var nextGradient = gradient
            var nextValue = value
            for _ in 0..<25 {
                for index in next.indices { next[index] = point[index] + length * direction[index] }
                nextValue = function(next, &nextGradient)
                if nextValue <= value + 1e-4 * length * slope { break }
                length /= 2
            }
            guard nextValue < value else { break }
            history.note(from: point, gradient, to: next, nextGradient)
            let gain = value - nextValue
            (point, gradient, value) = (next, nextGradient, nextValue)
            if gain < tolerance * max(1, abs(value)) { break }
        }
        return point
    }

    static func dot(_ one: [Double], _ other: [Double]) -> Double {
        var sum = 0.0
        for index in one.indices { sum += one[index] * other[index] }
        return sum
    }

    /// The last steps, from which the curvature is guessed.
    private struct History {
        let memory: Int
        private var pairs: [(step: [Double], change: [Double], weight: Double)] = []

        init(memory: Int) { self.memory = memory }

        var isEmpty: Bool { pairs.isEmpty }

        mutating func note(from point: [Double], _ gradient: [Double], to next: [Double], _ nextGradient: [Double]) {
            let step = zip(next, point).map { $0 - $1 }
            let change = zip(nextGradient, gradient).map { $0 - $1 }
            let curvature = dot(step, change)
            guard curvature > 1e-12 else { return }
            pairs.append((step, change, 1 / curvature))
            if pairs.count > memory { pairs.removeFirst() }
        }

        func direction(_ gradient: [Double]) -> [Double] {
            var direction = gradient.map { -$0 }
            var shares: [Double] = []
            for pair in pairs.reversed() {
                let share = pair.weight * dot(pair.step, direction)
                for index in direction.indices { direction[index] -= share * pair.change[index] }
                shares.append(share)
            }
            if let last = pairs.last {
                let scale = 1 / (last.weight * dot(last.change, last.change))
                for index in direction.indices { direction[index] *= scale }
            }
            for (pair, share) in zip(pairs, shares.reversed()) {
                let other = pair.weight * dot(pair.change, direction)
                for index in direction.indices { direction[index] += (share - other) * pair.step[index] }
            }
            return direction
        }
    }
}
