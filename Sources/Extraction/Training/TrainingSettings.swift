/// How the tagger is trained and how its weights are rounded.
package struct TrainingSettings: Sendable {
    package var epochs = 5
    /// How many runs over the corpora, each in another order, are averaged.
    package var rounds = 3
    /// Features that are seen less often are left out.
    package var minimumCount = 2
    /// How much better than all others an allowed labelling must be, for each wrong label.
    package var margin = 80
    package var seed: UInt64 = 20_240_620
    /// The weight that one step of a byte stands for.
    package var unit: Float = 1
    /// The smallest number of steps that is kept.
    package var least = 2

    package init() {}
}
