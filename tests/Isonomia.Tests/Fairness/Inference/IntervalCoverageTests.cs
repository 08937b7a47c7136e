using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;
using Xunit.Abstractions;

namespace Isonomia.Tests.Fairness;

/// <summary>Whether intervals of nominal 95 % hold the truth as often as they say, for patients with several
/// images.</summary>
public sealed class IntervalCoverageTests(ITestOutputHelper output)
{
    private const double Spread = 0.6;

    // The truth: scores Φ(x) with x ~ N(±μ_g, 1), a patient's rows sharing part of the noise; AUROC = Φ(2μ/√2),
    // sensitivity = Φ(μ), specificity = Φ(μ). 500 runs have a binomial error of 1.0 %.
    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(150)]
    [InlineData(400)]
    public void Rates_ranks_and_gaps_of_clustered_patients_are_covered(int patientsAGroup)
    {
        const int Runs = 500;
        double[] means = [0.7, 1.0];
        Dictionary<string, int> covered = new(StringComparer.Ordinal);
        for (int run = 0; run < Runs; run++)
        {
            AuditResult audit = FairnessAudit.RunTable(
                new AuditRequest
                {
                    Predictions = new PredictionRequest { Paths = ["generated"], Labels = ["label"],
                        Scores = ["score"] },
                    Metrics = ["auroc", "tpr", "tnr"],
                    Criteria = ["auroc_gap", "equal_opportunity_difference"],
                    Replicates = 1000,
                    Permutations = 0,
                    Seed = (ulong)run,
                },
                Clustered(patientsAGroup, means, (ulong)run));
            for (int g = 0; g < means.Length; g++)
            {
                GroupResult group = audit.Groups.Single(one => one.Group == $"g{g}");
                Count($"auroc g{g}", group.Metrics["auroc"], Gaussian.Cdf(Math.Sqrt(2) * means[g]));
                Count($"tpr g{g}", group.Metrics["tpr"], Gaussian.Cdf(means[g]));
                Count($"tnr g{g}", group.Metrics["tnr"], Gaussian.Cdf(means[g]));
            }

            CountGap("gap auroc", audit, "auroc_gap", Gaussian.Cdf(Math.Sqrt(2)) - Gaussian.Cdf(Math.Sqrt(2) * 0.7));
            CountGap("gap tpr", audit, "equal_opportunity_difference", Gaussian.Cdf(1) - Gaussian.Cdf(0.7));
        }

        foreach ((string name, int count) in covered)
        {
            output.WriteLine($"{patientsAGroup} patients a group, {name}: {count / (double)Runs:0.000}");
        }

        Assert.All(covered, entry => Assert.InRange(entry.Value / (double)Runs, 0.92, 0.985));

        void Count(string name, MetricValue value, double truth) =>
            covered[name] = covered.GetValueOrDefault(name) + (value.Low <= truth && truth <= value.High ? 1 : 0);

        void CountGap(string name, AuditResult audit, string criterion, double truth)
        {
            DisparityResult gap = audit.Disparities.Single(one => one.Metric == criterion
                && one.Aggregation == "criterion");
            covered[name] = covered.GetValueOrDefault(name) + (gap.Low <= truth && truth <= gap.High ? 1 : 0);
        }
    }

    private static PredictionTable Clustered(int patientsAGroup, double[] means, ulong seed)
    {
        RandomSource random = RandomSource.For(seed, "coverage", 0);
        List<sbyte> labels = [];
        List<double> scores = [];
        List<int> units = [], groups = [];
        for (int patient = 0; patient < patientsAGroup * means.Length; patient++)
        {
            int group = patient / patientsAGroup;
            bool isPositive = random.NextDouble() < 0.4;
            double shared = random.NextNormal();
            for (int row = 0, rows = 1 + random.NextInt32(4); row < rows; row++)
            {
                double noise = (Math.Sqrt(Spread) * shared) + (Math.Sqrt(1 - Spread) * random.NextNormal());
                labels.Add((sbyte)(isPositive ? 1 : 0));
                scores.Add(Gaussian.Cdf(noise + (isPositive ? means[group] : -means[group])));
                units.Add(patient);
                groups.Add(group);
            }
        }

        return InferenceData.Binary(
            [.. labels], [.. scores], [new Grouping("site", [.. means.Select((_, k) => $"g{k}")], [.. groups])],
            [.. units]);
    }
}
