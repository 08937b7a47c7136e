using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class KolmogorovSmirnovTests
{
    [SkippableFact]
    public void Matches_scipy_and_R()
    {
        foreach (JsonElement entry in OracleFile.Open("fairness/ks.json")
                .Cases.Where(c => c.GetProperty("inputs").TryGetProperty("a", out _)))
        {
            double[] a = entry.GetProperty("inputs").Numbers("a");
            double[] b = entry.GetProperty("inputs").Numbers("b");
            JsonElement expected = entry.GetProperty("expected");
            double d = KolmogorovSmirnov.Distance(a, b);
            Assert.Equal(expected.Number("D"), d, 1e-12);
            Assert.Equal(expected.Number("p_exact_R_tie_aware"), KolmogorovSmirnov.ExactP(a, b), 1e-8);
            Assert.Equal(
                expected.Number("p_exact_scipy_no_tie_correction"), KolmogorovSmirnov.ExactP(a, b, ignoreTies: true),
                1e-8);

            Assert.Equal(
                expected.Number("p_asymptotic_scipy"), KolmogorovSmirnov.ScipyAsymptoticP(d, a.Length, b.Length), 1e-8);

            double limit = KolmogorovSmirnov.AsymptoticP(d, a.Length, b.Length);
            double lambda = d * Math.Sqrt((double)a.Length * b.Length / (a.Length + b.Length));
            Assert.Equal(expected.Number("p_asymptotic_kolmogorov"), limit + OmittedByR(lambda), 1e-8);
        }
    }

    [SkippableFact]
    public void The_family_of_embedding_modes_matches_with_its_adjustment()
    {
        JsonElement entry = OracleFile.Open("fairness/ks.json")["embedding_modes_by"];
        string?[] group = entry.GetProperty("inputs").Texts("group");
        double[][] components = entry.GetProperty("inputs").Matrix("components");
        List<double> p = [];
        JsonElement[] expected = [.. entry.GetProperty("expected").EnumerateArray()];
        foreach (JsonElement test in expected)
        {
            int c = test.GetProperty("component").GetInt32();
            string[] pair = test.GetProperty("pair").GetString()!.Split(',');
            double[] a = Take(pair[0]);
            double[] b = Take(pair[1]);
            Assert.Equal(test.Number("D"), KolmogorovSmirnov.Distance(a, b), 1e-12);
            p.Add(KolmogorovSmirnov.ExactP(a, b, ignoreTies: true));
            Assert.Equal(test.Number("p"), p[^1], 1e-8);

            double[] Take(string name) => [.. components.Where((_, i) => group[i] == name).Select(row => row[c])];
        }

        double[] by = Multiplicity.BenjaminiYekutieli([.. p]);
        double[] bh = Multiplicity.BenjaminiHochberg([.. p]);
        for (int i = 0; i < by.Length; i++)
        {
            Assert.Equal(expected[i].Number("p_BY"), by[i], 1e-8);
            Assert.Equal(expected[i].Number("p_BH"), bh[i], 1e-8);
        }
    }

    /// <summary>scipy.special.kolmogorov, scipy 1.10.1.</summary>
    [Fact]
    public void The_limit_matches_scipy_to_the_last_digits() =>
        Assert.Equal(0.2854212394352227, KolmogorovSmirnov.AsymptoticP(0.09, 200, 300), 1e-13);

    /// <summary>R 4.2.2 sums only the first term of √(2π)/λ Σ exp(−(2k − 1)²π²/(8λ²)) where λ &lt; 1, so that its p is
    /// too large by the others: 2.8e-5 for the case of 200 against 300.</summary>
    private static double OmittedByR(double lambda) => lambda is <= 0 or >= 1
        ? 0
        : Math.Sqrt(2 * Math.PI) / lambda
            * Enumerable.Range(2, 5)
                .Sum(k => Math.Exp(-((2 * k) - 1) * ((2 * k) - 1) * Math.PI * Math.PI / (8 * lambda * lambda)));

    [Fact]
    public void The_exact_p_equals_complete_enumeration_for_any_ties()
    {
        for (int round = 0; round < 60; round++)
        {
            RandomSource random = RandomSource.For(6, "ks", round);
            int n = 1 + random.NextInt32(5);
            double[] pooled =
                [.. Enumerable.Range(0, n + 1 + random.NextInt32(5)).Select(_ => (double)random.NextInt32(6))];
            double observed = KolmogorovSmirnov.Distance(pooled[..n], pooled[n..]);
            int atLeast = 0;
            int all = 0;
            for (int mask = 0; mask < 1 << pooled.Length; mask++)
            {
                if (System.Numerics.BitOperations.PopCount((uint)mask) == n)
                {
                    double[] a = [.. pooled.Where((_, i) => (mask >> i & 1) == 1)];
                    double[] b = [.. pooled.Where((_, i) => (mask >> i & 1) == 0)];
                    atLeast += KolmogorovSmirnov.Distance(a, b) >= observed - 1e-12 ? 1 : 0;
                    all++;
                }
            }

            Assert.Equal(atLeast / (double)all, KolmogorovSmirnov.ExactP(pooled[..n], pooled[n..]), 1e-12);
        }
    }

    /// <summary>Marsaglia, Tsang and Wang 2003, section 3: P(D_10 &lt; .274) = 0.6284796154565043.</summary>
    [Fact]
    public void The_law_of_one_sample_is_the_published_one() =>
        Assert.Equal(1 - 0.6284796154565043, OneSampleKolmogorov.UpperTail(0.274, 10), 1e-13);

    [Fact]
    public void The_law_of_one_sample_has_no_step_where_the_method_changes()
    {
        // At D = ½ the one-sided sum is exact, just below it the matrix is used; at 2,000 the limit is near.
        Assert.Equal(OneSampleKolmogorov.UpperTail(0.5, 20), OneSampleKolmogorov.UpperTail(0.5 - 1e-12, 20), 1e-10);
        Assert.Equal(OneSampleKolmogorov.UpperTail(0.03, 2000), OneSampleKolmogorov.UpperTail(0.03, 2001), 0.003);
        Assert.Equal(1, OneSampleKolmogorov.UpperTail(0.01, 20));
        Assert.Equal(0, OneSampleKolmogorov.UpperTail(1, 20));
    }

    [Fact]
    public void The_exact_p_of_disjoint_samples_is_two_over_the_number_of_assignments() =>
        Assert.Equal(2.0 / 20, KolmogorovSmirnov.ExactP([1, 2, 3], [4, 5, 6]), 1e-14);
}
