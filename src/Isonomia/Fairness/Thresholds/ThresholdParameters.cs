namespace Isonomia.Fairness;

/// <summary>The numbers a threshold policy takes.</summary>
/// <param name="Expected">What they are, as the end of a sentence.</param>
/// <param name="Accepts">Whether they are right.</param>
internal sealed record ThresholdParameters(string Expected, Func<IReadOnlyList<double>, bool> Accepts)
{
    internal static readonly ThresholdParameters Share = new(
        "one number above 0 and at most 1", static numbers => numbers is [> 0 and <= 1]);

    internal static readonly ThresholdParameters Rate = new(
        "one number from 0 to 1", static numbers => numbers is [>= 0 and <= 1]);

    internal static readonly ThresholdParameters Any = new("one finite number", static numbers => numbers.Count == 1);

    internal static readonly ThresholdParameters Costs = new(
        "two costs, of a missed positive and of a false alarm, neither negative and not both 0",
        static numbers => numbers is [>= 0, >= 0] && numbers[0] + numbers[1] > 0);
}
