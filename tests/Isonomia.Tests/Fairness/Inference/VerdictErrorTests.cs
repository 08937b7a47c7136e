using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Xunit.Abstractions;

namespace Isonomia.Tests.Fairness;

/// <summary>How often the default criteria find a disparity where there is none (docs/adr/0009).</summary>
public sealed class VerdictErrorTests(ITestOutputHelper output)
{
    // The binomial error of 400 runs at 5 % is 1.1 %; max-T alone reaches 9 to 23 % in the three unequal cases.
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData("equal", 0.8, 0, 60, 60, 60)]
    [InlineData("unequal", 0.8, 0, 40, 60, 100, 200)]
    [InlineData("one_small", 0.8, 0, 400, 40)]
    [InlineData("clustered", 0.8, 2, 40, 60, 100, 200)]
    [InlineData("strong_model", 0.95, 0, 50, 50, 100, 200)]
    public void Tables_without_a_disparity_are_found_guilty_in_at_most_the_nominal_share(
        string name, double auroc, int rowsAPatient, params int[] sizes)
    {
        const int Runs = 400;
        Criterion[] criteria =
        [
            .. new[] { "auroc_gap", "equal_opportunity_difference", "equalized_odds_difference@worst_case",
                "ece@fixed01_gap" }
                .Select(Criterion.Resolve),
        ];
        int[] alone = new int[criteria.Length];
        int[] joined = new int[criteria.Length];
        (int familyAlone, int familyJoined, int used) = (0, 0, 0);
        for (int run = 0; run < Runs; run++)
        {
            InferenceRequest request = InferenceRequests.Of(
                Binormal(sizes, auroc, rowsAPatient, (ulong)run),
                InferenceRequests.Audit(1000, 999, (ulong)run, new GroupFloors()),
                [], criteria) with
            {
                Rule = new DecisionRule(Threshold),
            };
            IReadOnlyList<DisparityResult> found = AuditInference.Infer(request).Disparities;
            DisparityResult[] primary = [.. criteria.Select(c => found.First(one => one.Metric == c.Id))];
            if (primary.Any(one => one.P is null))
            {
                continue; // a group fell below the floors: nothing is judged
            }

            used++;
            double[] maxT = Multiplicity.Holm([.. primary.Select(one => one.P!.Value)]);
            for (int c = 0; c < criteria.Length; c++)
            {
                alone[c] += primary[c].P <= 0.05 ? 1 : 0;
                joined[c] += (primary[c].Detail.VerdictP ?? primary[c].P) <= 0.05 ? 1 : 0;
            }

            familyAlone += maxT.Min() <= 0.05 ? 1 : 0;
            familyJoined += primary.Min(one => one.PAdjusted) <= 0.05 ? 1 : 0;
        }

        output.WriteLine($"{name}: {used} runs; share rejected at .05, max-T alone then the larger of both");
        foreach ((int c, Criterion criterion) in criteria.Index())
        {
            output.WriteLine($"  {criterion.Id}: {alone[c] / (double)used:0.000} {joined[c] / (double)used:0.000}");
        }

        output.WriteLine($"  family (Holm): {familyAlone / (double)used:0.000} {familyJoined / (double)used:0.000}");
        Assert.InRange(used, Runs / 3, Runs);
        Assert.InRange(familyJoined / (double)used, 0, 0.075);
    }

    /// <summary>A gap of calibration errors between 2,000 and 60 rows of one calibrated law: bias alone makes
    /// it.</summary>
    [Fact]
    public void A_small_group_s_larger_calibration_error_by_bias_alone_is_no_finding()
    {
        Criterion gap = Criterion.Resolve("ece@fixed01_gap");
        (int boldMaxT, int found) = (0, 0);
        for (ulong seed = 0; seed < 40; seed++)
        {
            InferenceRequest request = InferenceRequests.Of(
                Binormal([2000, 60], 0.8, 0, seed),
                    InferenceRequests.Audit(400, 399, seed, new GroupFloors(1, 1, 1)), [], gap);
            DisparityResult one = AuditInference.Infer(request).Disparities[0];
            boldMaxT += one.P <= 0.05 ? 1 : 0;
            Assert.True(one.Detail.VerdictP >= one.P);
            Assert.Equal(Math.Max(one.P!.Value, one.Detail.PermutationP!.Value), one.Detail.VerdictP!.Value, 1e-15);
            Assert.Equal(one.Detail.VerdictP, one.PAdjusted);
            found += one.Verdict == "disparity_found" ? 1 : 0;
        }

        // 40 tests at .05: two are expected, six or more have a chance of 1.4 %.
        output.WriteLine($"max-T alone rejects {boldMaxT} of 40, verdicts find {found}");
        Assert.InRange(found, 0, 5);
        Assert.True(boldMaxT >= 10, $"max-T alone rejects in {boldMaxT} of 40; this test shows nothing if it does "
            + $"not.");
    }

    private const double Threshold = 0.4;

    /// <summary>Calibrated scores of a binormal model, the same law in every group.</summary>
    private static PredictionTable Binormal(int[] sizes, double auroc, int rowsAPatient, ulong seed)
    {
        RandomSource random = RandomSource.For(seed, "binormal", 0);
        const double Prevalence = 0.3;
        double separation = Gaussian.Quantile(auroc) * Math.Sqrt(2);
        List<sbyte> labels = [];
        List<double> scores = [];
        List<int> units = [], groups = [];
        int patient = 0;
        for (int group = 0; group < sizes.Length; group++)
        {
            for (int i = 0; i < sizes[group]; i++, patient++)
            {
                double shared = random.NextNormal();
                int rows = rowsAPatient == 0 ? 1 : 1 + random.NextInt32((2 * rowsAPatient) - 1);
                bool isPositive = random.NextDouble() < Prevalence;
                for (int row = 0; row < rows; row++)
                {
                    double noise = rows == 1 && rowsAPatient == 0
                        ? shared
                        : (Math.Sqrt(0.6) * shared) + (Math.Sqrt(0.4) * random.NextNormal());
                    double x = noise + (isPositive ? separation : 0);
                    double logit = (separation * (x - (separation / 2))) + Math.Log(Prevalence / (1 - Prevalence));
                    labels.Add((sbyte)(isPositive ? 1 : 0));
                    scores.Add(1 / (1 + Math.Exp(-logit)));
                    units.Add(patient);
                    groups.Add(group);
                }
            }
        }

        return InferenceData.Binary(
            [.. labels], [.. scores], [new Grouping("site", [.. sizes.Select((_, k) => $"g{k}")], [.. groups])],
                [.. units]);
    }
}
