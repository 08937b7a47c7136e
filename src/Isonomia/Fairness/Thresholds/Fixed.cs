namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>A threshold that is given, 0.5 unless said otherwise.</summary>
    /// <remarks>Never undefined; the rows are not looked at. Source: specification §2.</remarks>
    public static ThresholdPolicy Fixed { get; } = new(
        FixedId,
        "Given threshold",
        "t as given, 0.5 by default",
        FairnessSources.Elkan,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
            new(numbers[0], ThresholdSearch.NoTies))
    {
        Numbers = [0.5],
        Parameters = ThresholdParameters.Any,
    };
}
