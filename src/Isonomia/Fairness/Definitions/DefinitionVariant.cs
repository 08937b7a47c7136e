namespace Isonomia.Fairness;

/// <summary>One way to put a disparity into a number, with how that number is compared with the margin.</summary>
/// <param name="Family">What is being defined; the first variant of a family is its default.</param>
/// <param name="Id">The variant.</param>
/// <param name="UsedBy">Who uses it.</param>
/// <param name="Criterion">How it is computed.</param>
/// <param name="Spread">
/// The number that is compared with the margin of the default, from the value and the overall value of the (first)
/// metric; or null where the variant has a range of its own in which it passes.
/// </param>
internal sealed record DefinitionVariant(
    string Family, string Id, string UsedBy, Criterion Criterion, Func<double, double, double>? Spread)
{
    private const double RatioMargin = 0.8;
    private const double Slack = 1e-12;

    /// <summary>
    /// What the value says: <c>above_margin</c>, <c>within_margin</c>, or <c>fail</c>, <c>pass</c> for a rule.
    /// </summary>
    internal string Conclude(double value, double overall, double margin)
    {
        if (Spread is { } spread)
        {
            return spread(value, overall) > margin + Slack ? "above_margin" : "within_margin";
        }

        ValueRange passes = Criterion.Passes ?? new ValueRange(RatioMargin, 1 / RatioMargin);
        bool isInside = value >= passes.Low - Slack && value <= passes.High + Slack;
        return Criterion.Passes is null ? isInside ? "within_margin" : "above_margin" : isInside ? "pass" : "fail";
    }

    /// <summary>Whether a conclusion finds a disparity.</summary>
    internal static bool FindsDisparity(string conclusion) => conclusion is "above_margin" or "fail";
}
