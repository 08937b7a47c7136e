using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The rows of a golden case of a binary task: <c>label</c>, <c>score</c>, and where given the rest.</summary>
/// <remarks>
/// Optional: <c>weight</c>, <c>group</c>, <c>reference</c>, <c>threshold</c> (0.5), <c>strict</c> (score above the
/// threshold), <c>parameters</c> (the numbers a metric takes, as in its id).
/// </remarks>
internal sealed record GoldenRows(OracleRows Rows, DecisionRule Rule, string Parameters)
{
    internal static GoldenRows Of(GoldenCase golden)
    {
        int[] labels = golden.Integers("label");
        bool isStrict = golden.Input.TryGetProperty("strict", out var strict) && strict.GetBoolean();
        double threshold = golden.Input.TryGetProperty("threshold", out var given) ? given.GetDouble() : 0.5;
        OracleRows rows = new(
            golden.Doubles("score"),
            [.. labels.Select(label => (sbyte)label)],
            golden.Input.TryGetProperty("weight", out _) ? golden.Doubles("weight") : [.. labels.Select(_ => 1.0)],
            golden.Input.TryGetProperty("group", out var groups)
                ? [.. groups.EnumerateArray().Select(group => group.GetString())]
                : [.. labels.Select(_ => (string?)"all")])
        {
            Reference = golden.Input.TryGetProperty("reference", out var reference) ? reference.GetString() : null,
        };
        string parameters =
            golden.Input.TryGetProperty("parameters", out var numbers) ? numbers.GetString()! : string.Empty;
        return new GoldenRows(rows, new DecisionRule(threshold, isStrict), parameters);
    }

    internal Statistic Compute(string metric) => Rows.Compute(Metric.Resolve(metric + Parameters), Rule);
}
