using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Counts who is in the audited rows, and whether values are missing at random with respect to the
/// label.</summary>
internal static class Composition
{
    /// <summary>Describes every attribute.</summary>
    /// <param name="table">The audited rows.</param>
    /// <param name="groupings">The single attributes.</param>
    /// <param name="confidence">The confidence level of the prevalence intervals.</param>
    /// <returns>One result an attribute, in order.</returns>
    internal static IReadOnlyList<CompositionResult> Describe(
        PredictionTable table, IReadOnlyList<Grouping> groupings, double confidence) =>
        [.. groupings.Select(grouping => Describe(table, grouping, confidence))];

    private static CompositionResult Describe(PredictionTable table, Grouping grouping, double confidence)
    {
        int groupCount = grouping.Groups.Count;
        Tally[] tallies = new Tally[groupCount + 1];
        for (int g = 0; g <= groupCount; g++)
        {
            tallies[g] = new Tally();
        }

        sbyte[]? labels = (table.Outcome as Outcome.Binary)?.Labels;
        for (int row = 0; row < table.RowCount; row++)
        {
            int code = grouping.Codes[row];
            tallies[code < 0 ? groupCount : code].Add(labels?[row]);
        }

        long[] units = UnitCounts(table, grouping);

        Tally missing = tallies[groupCount];
        Tally known = Tally.Sum(tallies.AsSpan(0, groupCount));
        long[] counts = [.. tallies.Take(groupCount).Select(t => t.Rows)];
        (double? v, double? associationP) = Association(tallies.AsSpan(0, groupCount));
        return new CompositionResult
        {
            Attribute = grouping.Attribute,
            Missing = missing.Rows,
            MissingPrevalence = missing.Prevalence,
            KnownPrevalence = known.Prevalence,
            MissingnessP = missing.Labeled == 0 ? null : Association([missing, known]).P,
            MissingnessAuroc = MissingnessAuroc(missing, known),
            Groups =
            [
                .. grouping.Groups.Select(
                    (name, g) => Group(name, tallies[g], units[g], labels is not null, confidence)),
            ],
            Diversity = DiversityIndex.All
                .Select(index => (index.Id, Value: index.Compute(counts)))
                .Where(entry => entry.Value.IsDefined)
                .ToDictionary(entry => entry.Id, entry => entry.Value.Value),
            CramersV = v,
            AssociationP = associationP,
        };
    }

    private static CompositionGroup Group(string name, Tally tally, long units, bool hasLabels, double confidence)
    {
        Interval? interval = tally.Labeled == 0
            ? null
            : ProportionInterval.Wilson(tally.Positives, tally.Labeled, confidence);
        return new CompositionGroup(
            name,
            tally.Rows,
            units,
            hasLabels ? tally.Positives : null,
            tally.Prevalence,
            interval?.Low,
            interval?.High);
    }

    /// <summary>Counts the units of each group with one mark a unit, a group at a time: no sets, whatever the
    /// size.</summary>
    private static long[] UnitCounts(PredictionTable table, Grouping grouping)
    {
        long[] counts = new long[grouping.Groups.Count];
        if (table.Units is null)
        {
            foreach (int code in grouping.Codes)
            {
                if (code >= 0)
                {
                    counts[code]++;
                }
            }

            return counts;
        }

        int[] lastGroup = new int[table.UnitCount];
        Array.Fill(lastGroup, -1);
        for (int g = 0; g < counts.Length; g++)
        {
            for (int row = 0; row < table.RowCount; row++)
            {
                if (grouping.Codes[row] == g && lastGroup[table.Units[row]] != g)
                {
                    lastGroup[table.Units[row]] = g;
                    counts[g]++;
                }
            }
        }

        return counts;
    }

    /// <summary>The AUROC with which "the value is recorded" alone tells positives from negatives: (1 + TPR − FPR) /
    /// 2.</summary>
    private static double? MissingnessAuroc(Tally missing, Tally known)
    {
        double positives = missing.Positives + known.Positives;
        double negatives = missing.Negatives + known.Negatives;
        return missing.Labeled == 0 || positives == 0 || negatives == 0
            ? null
            : 0.5 * (1 + (known.Positives / positives) - (known.Negatives / negatives));
    }

    private static (double? CramersV, double? P) Association(ReadOnlySpan<Tally> tallies)
    {
        List<double[]> rows = [];
        foreach (Tally tally in tallies)
        {
            if (tally.Labeled > 0)
            {
                rows.Add([tally.Positives, tally.Negatives]);
            }
        }

        if (rows.Count < 2 || rows.Sum(r => r[0]) == 0 || rows.Sum(r => r[1]) == 0)
        {
            return (null, null);
        }

        ContingencyTest test = ContingencyTest.Of(rows);
        return (test.CramersV.ValueOrNull, test.P);
    }

    private sealed class Tally
    {
        internal long Rows { get; private set; }

        internal long Positives { get; private set; }

        internal long Negatives { get; private set; }

        internal long Labeled => Positives + Negatives;

        internal double? Prevalence => Labeled == 0 ? null : Positives / (double)Labeled;

        internal static Tally Sum(ReadOnlySpan<Tally> tallies)
        {
            Tally sum = new();
            foreach (Tally tally in tallies)
            {
                sum.Rows += tally.Rows;
                sum.Positives += tally.Positives;
                sum.Negatives += tally.Negatives;
            }

            return sum;
        }

        internal void Add(sbyte? label)
        {
            Rows++;
            Positives += label == 1 ? 1 : 0;
            Negatives += label == 0 ? 1 : 0;
        }
    }
}
