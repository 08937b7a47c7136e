using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Looks at embeddings without a model on top: which groups lie apart along the directions of largest
/// variance.</summary>
/// <remarks>
/// <para>Principal components of all rows; a two-sample Kolmogorov–Smirnov test for every mode × pair of groups, one
/// Benjamini–Yekutieli family; repeated where all groups have the same mix of age and label, since a group that is
/// older or sicker looks different for that reason alone.</para>
/// <para>Source: Glocker et al., eBioMedicine 89, 2023; specification, fairness §11.10. Deviations: with several rows a
/// patient one row of each is tested; the matched subset is drawn without replacement, so that its p-values
/// hold.</para>
/// </remarks>
public static class EmbeddingInspection
{
    /// <summary>Inspects embeddings.</summary>
    /// <param name="request">The embeddings and their groups.</param>
    /// <param name="cancellation">Stops the inspection.</param>
    /// <returns>The modes and the tests; the same request gives the same bits for any number of threads.</returns>
    /// <exception cref="ArgumentException">Sizes do not fit, there are fewer than two rows, or a number is not
    /// finite.</exception>
    public static EmbeddingInspectionResult Run(EmbeddingInspectionRequest request,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        int n = request.Embeddings.RowCount;
        Grouping[] groupings = [.. request.Attributes, .. request.Label is null ? [] : new[] { request.Label }];
        Grouping[] used = [.. groupings, .. request.AgeBand is null ? [] : new[] { request.AgeBand }];
        foreach (Grouping grouping in used.Where(g => g.Codes.Length != n))
        {
            throw new ArgumentException(
                $"'{grouping.Attribute}' has {grouping.Codes.Length} rows; there are {n} embeddings.");
        }

        if (request.Units is { } units && units.Count != n)
        {
            throw new ArgumentException($"There are {units.Count} patients' codes; there are {n} embeddings.");
        }

        PrincipalComponents components =
            PrincipalComponents.Of(request.Embeddings, request.ModeCount, request.ThreadCount);
        double[][] scores = components.Scores(request.Embeddings);
        cancellation.ThrowIfCancellationRequested();
        int[] rows = OneRowAUnit(request);
        IReadOnlyList<ModeTest> tests = ModeTests.Of(scores, groupings, rows, request.MinimumRows, request.UsesScipyP);
        cancellation.ThrowIfCancellationRequested();
        return new EmbeddingInspectionResult
        {
            RowCount = n,
            TestedCount = rows.Length,
            Width = request.Embeddings.Width,
            Seed = request.Seed,
            Modes = [.. components.Variances.Select((variance, k) =>
                new EmbeddingMode(k + 1, variance, variance / components.TotalVariance))],
            Tests = tests,
            Matched = Matched(request, scores, rows, cancellation),
            Discrepancies = request.DiscrepancyPermutations > 0 ? Discrepancies(request, groupings, rows, cancellation)
                : [],
            Flags = rows.Length == n ? [] : [new AuditFlag("one_row_a_patient", string.Create(
                CultureInfo.InvariantCulture,
                $"Patients have several rows ({n} rows, {rows.Length} patients); one row of each was drawn for the "
                    + $"tests."))],
            Scores = scores,
        };
    }

    private static int[] OneRowAUnit(EmbeddingInspectionRequest request)
    {
        int n = request.Embeddings.RowCount;
        if (request.Units is not { } units)
        {
            return [.. Enumerable.Range(0, n)];
        }

        RandomSource random = RandomSource.For(request.Seed, "inspection_rows", 0);
        int[] order = [.. Enumerable.Range(0, n)];
        random.Shuffle<int>(order);
        HashSet<int> seen = [];
        return [.. order.Where(row => seen.Add(units[row])).Order()];
    }

    private static List<MatchedModes> Matched(
        EmbeddingInspectionRequest request, double[][] scores, int[] rows, CancellationToken cancellation)
    {
        List<MatchedModes> matched = [];
        foreach ((int index, Grouping attribute) in request.Attributes.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            Grouping[] by = [.. new[] { request.Label, request.AgeBand }
                .OfType<Grouping>().Where(grouping => grouping.Attribute != attribute.Attribute)];
            if (by.Length == 0)
            {
                continue;
            }

            string held = string.Join(" × ", by.Select(grouping => grouping.Attribute));
            if (StratumMatch.Find(attribute, by, rows) is not { } match)
            {
                matched.Add(new MatchedModes(attribute.Attribute, held, 0, 0, 0, [], UndefinedReason.NoOverlap.Id()));
                continue;
            }

            int[] subset = match.Subset(RandomSource.For(request.Seed, "inspection_match", index));
            matched.Add(new MatchedModes(
                attribute.Attribute, held, subset.Length, match.StratumCount, match.LeftOut,
                ModeTests.Of(scores, [attribute], subset, request.MinimumRows, request.UsesScipyP), null));
        }

        return matched;
    }

    private static List<EmbeddingDiscrepancy> Discrepancies(
        EmbeddingInspectionRequest request, Grouping[] groupings, int[] rows, CancellationToken cancellation)
    {
        List<EmbeddingDiscrepancy> found = [];
        foreach (Grouping grouping in groupings)
        {
            int[][] members = ModeTests.Members(grouping, rows);
            for (int a = 0; a < members.Length; a++)
            {
                for (int b = a + 1; b < members.Length; b++)
                {
                    cancellation.ThrowIfCancellationRequested();
                    bool isSmall = Math.Min(members[a].Length, members[b].Length) < request.MinimumRows;
                    MaximumMeanDiscrepancy? value = isSmall ? null : MaximumMeanDiscrepancy.Of(
                        request.Embeddings, members[a], members[b], request.DiscrepancyPermutations,
                        RandomSource.For(request.Seed, "mmd", found.Count));
                    found.Add(new EmbeddingDiscrepancy(
                        grouping.Attribute, grouping.Groups[a], grouping.Groups[b],
                        value?.FirstCount ?? members[a].Length, value?.SecondCount ?? members[b].Length,
                        value?.Squared.ValueOrNull, value?.Bandwidth ?? 0, value?.P, null,
                        isSmall ? UndefinedReason.BelowMinCount.Id() : value!.Squared.Reason?.Id()));
                }
            }
        }

        double[] adjusted = Multiplicity.BenjaminiYekutieli([.. found.Select(entry => entry.P ?? double.NaN)]);
        return [.. found.Select((entry, i) => entry with { PAdjusted = entry.P is null ? null : adjusted[i] })];
    }
}
