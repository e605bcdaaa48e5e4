extension Lint {
    /// Articles must get from ingest to a stage that ends their way, and nothing may stand beside that way.
    func flow() -> [Finding] {
        unfed() + untaken() + loops() + unfinished()
    }

    private func unfed() -> [Finding] {
        let fed = Set(file.stages.compactMap(\.to) + [file.ingest.to])
        return file.stages.compactMap { stage in
            guard file.queue(stage.from) != nil, !fed.contains(stage.from) else { return nil }
            return error(
                stage.line,
                "stages.\(stage.name): nobody feeds it, for neither ingest nor a stage gives to the queue \"\(stage.from)\""
            )
        }
    }

    private func untaken() -> [Finding] {
        let taken = Set(file.stages.map(\.from))
        let given = Set(file.stages.compactMap(\.to) + [file.ingest.to])
        return file.queues.compactMap { queue in
            if taken.contains(queue.name) { return nil }
            guard given.contains(queue.name) else {
                return warning(queue.line, "queues.\(queue.name): no stage uses this queue")
            }
            return error(
                queue.line,
                "queues.\(queue.name): no stage takes from this queue, so it fills up and everything stops"
            )
        }
    }

    private func loops() -> [Finding] {
        file.stages.compactMap { stage in
            guard let to = stage.to, reachable(from: to).contains(stage.from) else { return nil }
            return error(
                stage.line,
                "stages.\(stage.name): what it gives to \"\(to)\" comes back to it through \"\(stage.from)\""
            )
        }
    }

    private func unfinished() -> [Finding] {
        let ways = reachable(from: file.ingest.to)
        guard !file.stages.contains(where: { $0.to == nil && ways.contains($0.from) }) else { return [] }
        return [
            error(file.ingest.line, "no stage without \"to\" is reached from ingest, so no article is ever finished")
        ]
    }

    /// The queues that a message in `queue` can come to, itself among them.
    private func reachable(from queue: Queue.Name) -> Set<Queue.Name> {
        var found: Set<Queue.Name> = [queue]
        var open = [queue]
        while let next = open.popLast() {
            for stage in file.stages where stage.from == next {
                guard let to = stage.to, found.insert(to).inserted else { continue }
                open.append(to)
            }
        }
        return found
    }
}
