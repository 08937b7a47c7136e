namespace Isonomia.Fairness;

/// <summary>The criteria of this toolkit for a binary task, as point values.</summary>
internal static class DefaultSummary
{
    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        var defaults = TaskDefaults.For("binary");
        foreach (string id in defaults.Primary.Concat(defaults.Exploratory))
        {
            var criterion = Criterion.Resolve(id);
            values.Add(new(id, criterion.Combination.Compute(
                [.. criterion.Parts.Select(part => rows.Aggregate(part.Metric, part.Disparity))])));
        }
    }
}
