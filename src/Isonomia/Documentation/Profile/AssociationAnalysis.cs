using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>How labels, attributes and facts about acquisition hang together, patient by patient.</summary>
internal static class AssociationAnalysis
{
    private const int Folds = 5;
    private const double MajorV = 0.3;
    private const double MajorAuroc = 0.7;
    private const double BlockingAuroc = 0.9;
    private const double Level = 0.05;
    private const int FewestOfAClass = 10;

    internal static IReadOnlyList<AssociationRow> Of(CohortReading reading, ulong seed, CancellationToken cancellation)
    {
        UnitTable units = reading.Units;
        List<AssociationRow> rows = [];
        foreach (FindingReading finding in reading.Findings)
        {
            sbyte[] found = finding.ByUnit(units);
            foreach ((ColumnReading column, string kind) in reading.Attributes.Select(c => (c, "label_attribute"))
                .Concat(reading.Facts.Select(c => (c, "label_acquisition"))))
            {
                cancellation.ThrowIfCancellationRequested();
                int[] codes = column.ByUnit(units);
                rows.Add(Row(kind, finding.Name, column.Name, [.. found.Select(value => (int)value)], 2, codes,
                    column.Groups.Count, seed,
                    Auroc(found, codes, column.Groups.Count, seed, finding.Name + column.Name)));
            }
        }

        foreach (ColumnReading attribute in reading.Attributes)
        {
            int[] first = attribute.ByUnit(units);
            foreach (ColumnReading fact in reading.Facts.Where(fact => fact.Column != attribute.Column))
            {
                cancellation.ThrowIfCancellationRequested();
                rows.Add(Row("attribute_acquisition", attribute.Name, fact.Name, first, attribute.Groups.Count,
                    fact.ByUnit(units), fact.Groups.Count, seed, null));
            }
        }

        return Adjusted(rows);
    }

    /// <summary>The rows with p-values adjusted within each kind.</summary>
    internal static IReadOnlyList<AssociationRow> Adjusted(IEnumerable<AssociationRow> rows)
    {
        return
        [
            .. rows.GroupBy(row => row.Kind, StringComparer.Ordinal).SelectMany(kind =>
            {
                AssociationRow[] own = [.. kind];
                double[] q = Multiplicity.BenjaminiHochberg([.. own.Select(row => row.P ?? 1)]);
                // A strong association of a handful of patients that chance explains is no finding.
                return own.Select((row, i) =>
                    row with { Q = row.P is null ? null : q[i], Severity = q[i] < Level ? row.Severity : "none" });
            }),
        ];
    }

    internal static AssociationRow Row(
        string kind, string firstName, string secondName, int[] first, int firstGroups, int[] second, int secondGroups,
            ulong seed, double? auroc)
    {
        if (firstGroups == 0 || secondGroups == 0)
        {
            return new AssociationRow(kind, firstName, secondName, 0, null, null, null, "none: no value", null, "none");
        }

        (string test, int count, double p, double? effect) =
            UnitAssociation.Test(first, second, firstGroups, secondGroups, seed,
            $"association:{firstName}:{secondName}");
        string severity = kind == "label_acquisition" && auroc >= BlockingAuroc ? "blocking"
            : effect >= MajorV || (kind == "label_acquisition" && auroc >= MajorAuroc) ? "major" : "none";
        return new AssociationRow(kind, firstName, secondName, count, effect, count == 0 ? null : p, null, test, auroc,
            severity);
    }

    /// <summary>The AUROC of the label from the column alone: rates of the other folds are the scores.</summary>
    internal static double? Auroc(sbyte[] found, int[] codes, int groups, ulong seed, string name)
    {
        int[] rows = [.. Enumerable.Range(0, found.Length).Where(u => found[u] >= 0 && codes[u] >= 0)];
        if (rows.Length < 2 * Folds || groups < 2)
        {
            return null;
        }

        RandomSource.For(seed, "association_folds:" + name, 0).Shuffle(rows.AsSpan());
        double[,] positive = new double[Folds, groups];
        double[,] all = new double[Folds, groups];
        double[] totals = new double[2];
        for (int i = 0; i < rows.Length; i++)
        {
            positive[i % Folds, codes[rows[i]]] += found[rows[i]];
            all[i % Folds, codes[rows[i]]]++;
            totals[found[rows[i]]]++;
        }

        if (totals.Min() < FewestOfAClass)
        {
            return null;
        }

        double prior = totals[1] / rows.Length;
        double[] scores = new double[rows.Length];
        sbyte[] labels = new sbyte[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            double hits = prior;
            double count = 1;
            for (int fold = 0; fold < Folds; fold++)
            {
                if (fold != i % Folds)
                {
                    hits += positive[fold, codes[rows[i]]];
                    count += all[fold, codes[rows[i]]];
                }
            }

            scores[i] = hits / count;
            labels[i] = found[rows[i]];
        }

        return AurocPlacements.Of(labels, scores)?.Auroc;
    }
}
