/// One process that is to run: how it is called and started.
package struct ProcessSpec: Sendable, Equatable {
    /// Unique in a pipeline, such as `extract-1`; names its log file.
    package let name: String
    /// The program's path and its arguments.
    package let command: [String]
    /// What the process's environment has beside the supervisor's own.
    package let environment: [String: String]
    /// Whether the program says when it is ready; one that doesn't counts as ready when it was started.
    package let notifies: Bool

    package init(name: String, command: [String], environment: [String: String] = [:], notifies: Bool) {
        self.name = name
        self.command = command
        self.environment = environment
        self.notifies = notifies
    }
}

/// Processes that do the same work: one of the fixed programs, or the workers of a stage.
package struct ProcessGroup: Sendable {
    package let name: String
    /// How many to start with.
    package let workers: Int
    /// Whether the number may be changed while the pipeline runs.
    package let isScalable: Bool
    /// The worker of a number, counted from 1.
    package let spec: @Sendable (Int) -> ProcessSpec

    package init(name: String, workers: Int, isScalable: Bool, spec: @escaping @Sendable (Int) -> ProcessSpec) {
        self.name = name
        self.workers = workers
        self.isScalable = isScalable
        self.spec = spec
    }
}
