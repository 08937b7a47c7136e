using System.Text.RegularExpressions;

using Isonomia.Fairness;
using Isonomia.Reporting;

namespace Isonomia.Tests;

public sealed class ComparisonReportTests
{
    private static readonly ComparisonResult Sample = new()
    {
        Metric = "auroc", Ranked = "gap of AUROC", LowerIsBetter = true,
        Models = ["ERM", "reweighting", "group DRO", "LoRA", "adversarial"], Settings = ["HAM10000 × sex", "HAM10000 × age", "PAD-UFES × sex"],
        Scores = [[0.08, 0.15, 0.09], [0.05, 0.12, 0.07], [0.04, 0.11, 0.06], [0.07, 0.14, null], [0.06, 0.13, 0.08]],
        AverageRanks = [4.8, 2.4, 1.3, 3.9, 2.6], RankedSettings = 16, FriedmanP = 0.0004, ImanDavenportP = 0.0001, CriticalDifference = 1.53,
        Cliques = [[2, 1, 4], [1, 4, 3], [3, 0]],
        Pareto =
        [
            new("ERM", 0.91, 0.89, 0.93, 0.11, 0.05, 0.17, true), new("reweighting", 0.9, 0.88, 0.92, 0.08, 0.03, 0.13, true),
            new("group DRO", 0.88, 0.86, 0.9, 0.06, 0.02, 0.1, true), new("LoRA", 0.895, 0.87, 0.91, 0.1, 0.05, 0.15, false), new("adversarial", 0.87, 0.85, 0.89, 0.09, 0.04, 0.14, false),
        ],
        Baseline = "ERM",
        Changes = [new("group DRO", "HAM10000 × age", "levelling_down_worst_fell", -0.04, -0.02), new("reweighting", "HAM10000 × age", "levelling_up", -0.03, 0.02)],
    };

    [Fact]
    public void Shows_ranks_front_labels_and_scores()
    {
        string page = ComparisonReport.Render(Sample);
        string[] ids = [.. Regex.Matches(page, "<section id=\"([^\"]+)\"").Select(m => m.Groups[1].Value)];

        Assert.Equal(["answer", "ranks", "trade-off", "baseline", "scores"], ids);
        Assert.Contains("&#39;group DRO&#39; has the best average rank", page, StringComparison.Ordinal);
        Assert.Contains("closed a gap without a gain for the worst-served group: group DRO", page, StringComparison.Ordinal);
        Assert.Equal(page, ComparisonReport.Render(Sample));
        string folder = Path.Combine(RepositoryFolder.Root, "artifacts", "report-sample");
        Directory.CreateDirectory(folder);
        ComparisonReport.Write(Sample, Path.Combine(folder, "comparison.html"));
    }

    [Fact]
    public void Draws_no_groups_where_the_friedman_test_is_not_significant()
    {
        string page = ComparisonReport.Render(Sample with { FriedmanP = 0.4, ImanDavenportP = 0.38 });

        Assert.Contains("does not tell the models apart", page, StringComparison.Ordinal);
        Assert.Contains("\"cd\":null,\"cliques\":[]", page, StringComparison.Ordinal);
    }
}
