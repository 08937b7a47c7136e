namespace Isonomia.Curation;

/// <summary>A limit that any step may be given: no group may lose a larger share than another by more than a
/// gap.</summary>
/// <param name="MaxGap">The largest allowed difference of removal rates, in [0, 1].</param>
/// <param name="Over">The attributes it holds for; none means all declared ones.</param>
/// <param name="IsAdjusted">Whether the step gives samples back until the limit holds; otherwise it fails.</param>
internal sealed record StepLimit(double MaxGap, IReadOnlyList<string> Over, bool IsAdjusted)
{
    internal static IReadOnlyList<StepSetting> Settings { get; } =
    [
        new("max_gap", "", "no group may lose a larger share than another by more than this (0.05 or 5%)"),
        new("gap_over", "", "the attributes max_gap holds for, joined by +; all declared ones by default"),
        new("on_excess", "refuse",
            "refuse: exit with 1 where max_gap is exceeded; adjust: give samples back until it holds"),
    ];

    internal static StepLimit? Of(StepCall call) => call.Number("max_gap", 0, 1) is double gap
        ? new StepLimit(gap, call.Names("gap_over"), call.Word("on_excess", "refuse", "adjust") == "adjust")
        : null;

    /// <summary>Gives removed samples back, least urgent first, until no group exceeds the least losing one by the
    /// limit.</summary>
    /// <param name="outcome">What the step decided; changed.</param>
    /// <param name="before">The weights before the step.</param>
    /// <param name="factors">The groupings of the limit.</param>
    /// <param name="ids">The ids, for ties.</param>
    /// <returns>How many samples were given back.</returns>
    internal int Adjust(
        StepOutcome outcome, IReadOnlyList<double> before, IReadOnlyList<AccountFactor> factors,
            IReadOnlyList<string> ids)
    {
        int[] removed = [.. Enumerable.Range(0, before.Count)
            .Where(row => before[row] > 0 && outcome.Weights[row] == 0)
            .OrderBy(outcome.Urgency)
            .ThenBy(row => ids[row], StringComparer.Ordinal)];
        int restored = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (AccountFactor factor in factors)
            {
                int groupCount = factor.Groups.Groups.Count;
                int[] codes = factor.Groups.Codes;
                long[] size = new long[groupCount];
                long[] gone = new long[groupCount];
                for (int row = 0; row < codes.Length; row++)
                {
                    if (codes[row] >= 0 && before[row] > 0)
                    {
                        size[codes[row]]++;
                        gone[codes[row]] += outcome.Weights[row] == 0 ? 1 : 0;
                    }
                }

                int[] used = [.. Enumerable.Range(0, groupCount).Where(group => size[group] > 0)];
                double least = used.Length == 0 ? 0 : used.Min(group => (double)gone[group] / size[group]);
                foreach (int group in used)
                {
                    long allowed = (long)Math.Floor(((least + MaxGap) * size[group]) + 1e-9);
                    foreach (int row in removed.Where(row => codes[row] == group && outcome.Weights[row] == 0)
                        .Take((int)Math.Max(0, gone[group] - allowed)).ToArray())
                    {
                        outcome.Restore(row, before[row]);
                        restored++;
                        changed = true;
                    }
                }
            }
        }

        return restored;
    }

    /// <summary>The most and the least losing group where their gap exceeds the limit, else null.</summary>
    internal (string Most, double High, string Least, double Low)? Excess(
        StepOutcome outcome, IReadOnlyList<double> before, AccountFactor factor)
    {
        (string Name, double Rate)[] rates = [.. Enumerable.Range(0, before.Count)
            .Where(row => before[row] > 0 && factor.Groups.Codes[row] >= 0)
            .GroupBy(row => factor.Groups.Codes[row])
            .OrderBy(group => group.Key)
            .Select(group =>
                (factor.Groups.Groups[group.Key], group.Average(row => outcome.Weights[row] == 0 ? 1.0 : 0)))];
        if (rates.Length < 2)
        {
            return null;
        }

        (string Name, double Rate) most = rates.MaxBy(rate => rate.Rate);
        (string Name, double Rate) least = rates.MinBy(rate => rate.Rate);
        return most.Rate - least.Rate > MaxGap + 1e-12 ? (most.Name, most.Rate, least.Name, least.Rate) : null;
    }
}
