using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests.Fairness;

/// <summary>Generated tables for the tests of inference.</summary>
internal static class InferenceData
{
    internal static PredictionTable Binary(
        sbyte[] labels,
        double[] scores,
        IReadOnlyList<Grouping> attributes,
        int[]? units = null,
        double[]? weights = null) => new()
        {
            RowCount = labels.Length,
            Outcome = new Outcome.Binary(labels, scores, "1"),
            Attributes = attributes,
            Units = units,
            UnitCount = units is null ? labels.Length : units.Max() + 1,
            Weights = weights,
            Fingerprint = new DataFingerprint(string.Empty, []),
        };

    /// <summary>Patients with one to four rows, tied scores, two attributes with missing values.</summary>
    internal static PredictionTable Clustered(int patients, ulong seed, bool weighted = false, double prevalence = 0.4)
    {
        RandomSource random = RandomSource.For(seed, "test", 0);
        List<sbyte> labels = [];
        List<double> scores = [];
        List<int> units = [], sex = [], age = [];
        List<double> weights = [];
        for (int patient = 0; patient < patients; patient++)
        {
            int s = random.NextInt32(10) == 0 ? -1 : random.NextInt32(2);
            int a = random.NextInt32(3);
            for (int row = 0, n = 1 + random.NextInt32(4); row < n; row++)
            {
                bool positive = random.NextDouble() < prevalence;
                double logit = random.NextNormal() + (positive ? 0.8 : -0.8);
                labels.Add((sbyte)(positive ? 1 : 0));
                scores.Add(Math.Round(1 / (1 + Math.Exp(-logit)), 2));
                units.Add(patient);
                sex.Add(s);
                age.Add(a);
                weights.Add(0.5 + random.NextDouble());
            }
        }

        return Binary(
            [.. labels], [.. scores],
            [new Grouping("sex", ["F", "M"], [.. sex]), new Grouping("age", ["a", "b", "c"], [.. age])],
            [.. units], weighted ? [.. weights] : null);
    }

    /// <summary>K groups of equal size with rows decided right at a given rate each; labels are all positive but one in
    /// ten.</summary>
    internal static PredictionTable Rates(int perGroup, double[] rates, ulong seed)
    {
        RandomSource random = RandomSource.For(seed, "rates", 0);
        int n = perGroup * rates.Length;
        sbyte[] labels = new sbyte[n];
        double[] scores = new double[n];
        int[] codes = new int[n];
        for (int i = 0; i < n; i++)
        {
            codes[i] = i / perGroup;
            labels[i] = 1;
            scores[i] = random.NextDouble() < rates[codes[i]] ? 0.9 : 0.1;
        }

        return Binary(labels, scores, [new Grouping("site", [.. rates.Select((_, k) => $"g{k}")], codes)]);
    }
}
