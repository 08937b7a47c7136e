namespace Isonomia.Fairness;

/// <summary>A finding on its way into a family and to a verdict.</summary>
internal sealed class PendingDisparity
{
    /// <summary>The grouping.</summary>
    internal required int Grouping { get; init; }

    /// <summary><c>primary</c> or <c>exploratory</c>.</summary>
    internal required string Role { get; init; }

    /// <summary>The metric's or criterion's id.</summary>
    internal required string Metric { get; init; }

    /// <summary>The aggregation's id, or <c>criterion</c>.</summary>
    internal required string Aggregation { get; init; }

    /// <summary>The criterion, or null for an aggregation of a metric.</summary>
    internal Criterion? Criterion { get; init; }

    /// <summary>The metric of every part over the supported groups.</summary>
    internal required GroupMetric[] Parts { get; init; }

    /// <summary>The finding.</summary>
    internal required DisparityFinding Finding { get; init; }

    /// <summary>The permutation test, or null.</summary>
    internal PermutationOutcome? Permutation { get; init; }

    /// <summary>The p-value that enters the family: the larger of max-T and the permutation test, or null.</summary>
    internal double? VerdictP => Finding.P is { } p ? Permutation?.Joined(p) ?? p : null;

    /// <summary>Whether its p-value is a test of the family: contrasts of one metric and attribute enter once
    /// (§9).</summary>
    internal required bool EntersFamily { get; init; }

    /// <summary>The adjusted p-value, once the family is adjusted.</summary>
    internal double? PAdjusted { get; set; }

    /// <summary>The adjustment with the size of the family.</summary>
    internal string? Adjustment { get; set; }
}

/// <summary>Adjusts p-values over a family of tests.</summary>
internal static class Families
{
    /// <summary>An adjustment.</summary>
    /// <param name="p">The raw p-values.</param>
    /// <returns>The adjusted ones.</returns>
    internal delegate double[] Adjustment(ReadOnlySpan<double> p);

    /// <summary>Adjusts all tests of one role (specification §9).</summary>
    /// <param name="pending">The findings of the role.</param>
    /// <param name="role">The role.</param>
    /// <param name="method">The method's id.</param>
    /// <param name="adjust">The method.</param>
    internal static void Adjust(IReadOnlyList<PendingDisparity> pending, string role, string method, Adjustment adjust)
    {
        PendingDisparity[] tests = [.. pending.Where(one => one.EntersFamily && one.VerdictP is not null)];
        double[] adjusted = adjust([.. tests.Select(one => one.VerdictP!.Value)]);
        for (int i = 0; i < tests.Length; i++)
        {
            tests[i].PAdjusted = adjusted[i];
            tests[i].Adjustment = $"{method} over {tests.Length} {role} {(tests.Length == 1 ? "test" : "tests")}";
        }
    }
}
