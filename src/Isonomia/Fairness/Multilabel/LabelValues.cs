using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>A binary metric of every label of a multilabel group.</summary>
/// <param name="Values">The value of each label, shape [L].</param>
/// <param name="Better">Which way the metric is better.</param>
public sealed record LabelValues(IReadOnlyList<Statistic> Values, Direction Better)
{
    /// <summary>How many labels have a value: to be shown with every mean.</summary>
    public int DefinedCount => Values.Count(value => value.IsDefined);

    /// <summary>
    /// The unweighted mean over the labels with a value; undefined with the reason of the first label otherwise.
    /// </summary>
    public Statistic Macro => DefinedCount == 0 ? FirstReason : Defined.Average();

    /// <summary>
    /// The worst label's value: the smallest where higher is better, the largest where lower is better.
    /// </summary>
    /// <remarks>For a signed quantity the one farthest from 0, for a ratio the one farthest from 1.</remarks>
    public Statistic Worst => DefinedCount == 0 ? FirstReason : Defined.MaxBy(Badness);

    private IEnumerable<double> Defined => Values.Where(value => value.IsDefined).Select(value => value.Value);

    private UndefinedReason FirstReason => Values.Count == 0 ? UndefinedReason.EmptyGroup : Values[0].Reason!.Value;

    private double Badness(double value) => Better switch
    {
        Direction.HigherIsBetter => -value,
        Direction.LowerIsBetter => value,
        Direction.CloserToZero => Math.Abs(value),
        Direction.CloserToOne => Math.Abs(value - 1),
        _ => throw new InvalidOperationException("A descriptive metric has no worst label."),
    };
}
