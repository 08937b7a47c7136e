using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold that was given.</summary>
    public static ThresholdPolicy Fixed { get; } = new(
        "fixed",
        "fixed threshold",
        "t as given; default 0.5",
        new Citation("Specification §2"),
        [0.5])
    {
        Choose = static (_, numbers) => new ThresholdFit(numbers[0]),
    };
}
