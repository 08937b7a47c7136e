using Isonomia.Curation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class SemanticDuplicatesTests
{
    [Theory]
    [InlineData(DuplicateRule.EarlierItem)]
    [InlineData(DuplicateRule.Independent)]
    [InlineData(DuplicateRule.Component)]
    public void The_kernel_decides_as_the_plain_form_for_any_set(DuplicateRule rule)
    {
        RandomSource random = new(6);
        const int Count = 700;
        const int Width = 9;
        double[][] rows = new double[Count][];
        for (int i = 0; i < Count; i++)
        {
            bool repeats = i > 0 && random.NextDouble() < 0.4;
            double[]? old = repeats ? rows[random.NextInt32(i)] : null;
            double[] row =
                [.. Enumerable.Range(0, Width)
                    .Select(p => (old?[p] ?? 0) + ((repeats ? 0.02 : 1) * random.NextNormal()))];
            double norm = Math.Sqrt(row.Sum(value => value * value));
            rows[i] = [.. row.Select(value => (double)(float)(value / norm))];
        }

        float[] floats = [.. rows.SelectMany(row => row).Select(value => (float)value)];
        SemanticDecision[] plain = SemanticDuplicates.Decide(rows, 0.013, rule);
        SemanticDecision[] one = SemanticDuplicates.Decide(floats, Width, 0.013, rule, maxThreads: 1);
        SemanticDecision[] eight = SemanticDuplicates.Decide(floats, Width, 0.013, rule, maxThreads: 8);
        Assert.Equal(plain.Select(decision => decision.IsRemoved), one.Select(decision => decision.IsRemoved));
        Assert.Equal(one, eight);
        Assert.InRange(one.Count(decision => decision.IsRemoved), 100, 400);
    }
}
