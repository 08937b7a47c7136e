using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>Composition and completeness of columns, counted in patients.</summary>
internal static class AttributeProfiler
{
    private const int FewestForWhipple = 100;

    internal static AttributeProfile Of(ColumnReading reading, UnitTable units, string provenance)
    {
        (int[] codes, int inconsistent) = units.First(reading.Codes);
        int groups = reading.Groups.Count;
        int[] patients = new int[groups];
        int[] images = new int[groups];
        foreach (int code in codes.Where(code => code >= 0))
        {
            patients[code]++;
        }

        foreach (int code in reading.Codes.Where(code => code >= 0))
        {
            images[code]++;
        }

        int known = patients.Sum();
        int missing = units.Count - known;
        Interval recorded = ProportionInterval.Wilson(known, units.Count);
        return new AttributeProfile
        {
            Name = reading.Name,
            Column = reading.Column,
            Provenance = provenance,
            Groups =
            [
                .. reading.Groups.Select((name, g) =>
                {
                    Interval? share = known == 0 ? null : ProportionInterval.Wilson(patients[g], known);
                    return new GroupCount(
                        name, patients[g], images[g], known == 0 ? null : (double)patients[g] / known, share?.Low,
                            share?.High,
                        (double)patients[g] / units.Count, (double)(patients[g] + missing) / units.Count);
                }),
            ],
            MissingPatients = missing,
            MissingImages = reading.Codes.Count(code => code < 0),
            Recorded = (double)known / units.Count,
            RecordedLow = recorded.Low,
            RecordedHigh = recorded.High,
            InconsistentPatients = inconsistent,
            Sentinels = reading.Sentinels,
            Unusable = reading.Unusable,
            RefusedImages = reading.Refused,
            DistinctValues = reading.Distinct,
            TopCodedImages = reading.TopCoded,
            Whipple = Whipple(reading, units),
            HasOwnBins = reading.HasOwnBins,
            Indices = Indices(patients),
            Numbers = Summary(reading, units),
        };
    }

    private static IReadOnlyList<IndexValue> Indices(int[] patients)
    {
        long[] counts = [.. patients.Select(count => (long)count)];
        if (counts.Length == 0)
        {
            return [];
        }

        (string, DiversityIndex)[] indices =
        [
            ("shannon", DiversityIndex.Shannon), ("evenness", DiversityIndex.PielouDeclared),
                ("effective_number", DiversityIndex.EffectiveNumber1),
            ("simpson", DiversityIndex.GiniSimpson), ("gini", DiversityIndex.GiniCoefficientDeclared),
                ("largest_share", DiversityIndex.BergerParker),
        ];
        return [.. indices.Select(index => IndexValue.Of(
            index.Item1, index.Item2.Name, index.Item2.Definition,
                "groups of the attribute, zeros of declared bins included", counts.Length,
                index.Item2.Compute(counts)))];
    }

    /// <summary>W = 500 · Σ n(25, 30, …, 60) / Σ n(23 … 62) over whole years.</summary>
    private static double? Whipple(ColumnReading reading, UnitTable units)
    {
        if (reading.Numbers is null || !TextFolding.Name(reading.Name).Split(' ').Contains("age"))
        {
            return null;
        }

        double[] years = [.. units.First(reading.Numbers).Where(year => year is >= 23 and < 63).Select(Math.Floor)];
        return years.Length < FewestForWhipple ? null : 500.0 * years.Count(year => year % 5 == 0) / years.Length;
    }

    private static NumberSummary? Summary(ColumnReading reading, UnitTable units)
    {
        if (reading.Numbers is null)
        {
            return null;
        }

        double[] numbers = [.. units.First(reading.Numbers).Where(number => !double.IsNaN(number)).Order()];
        return numbers.Length == 0
            ? null
            : new NumberSummary(
                numbers.Length, numbers[0], numbers.Average(),
                (numbers[(numbers.Length - 1) / 2] + numbers[numbers.Length / 2]) / 2, numbers[^1]);
    }
}
