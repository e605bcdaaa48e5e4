/// Something that was done to the pipeline, and when.
package struct Moment: Sendable {
    package let kind: FaultKind
    /// What it was done to, such as `extract-1`.
    package let target: String
    /// Milliseconds since 1970.
    package let at: Int
}
