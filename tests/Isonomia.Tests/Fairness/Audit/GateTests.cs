using Isonomia.Catalogs;
using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class GateTests
{
    [Theory]
    [InlineData("gap(auroc)>0.05", false)]
    [InlineData("gap(auroc)>0.2", true)]
    [InlineData("gap(auroc, age)>0.05", true)]
    [InlineData("gap(auroc, sex)>=0.1", false)]
    [InlineData("low(gap(auroc, sex))>0.05", true)]
    [InlineData("high(gap(auroc, sex))>0.15", false)]
    [InlineData("overall(auroc)<0.7", true)]
    [InlineData("overall(auroc)<0.9", false)]
    [InlineData("verdict=disparity_found", false)]
    [InlineData("verdict!=disparity_found", true)]
    public void Trips_when_its_condition_is_true(string expression, bool holds) =>
        Assert.Equal(holds, GateCheck.Run([Gate.Parse(expression)], Audit())[0].Passed);

    [Fact]
    public void What_could_not_be_measured_cannot_be_let_through()
    {
        GateResult result = GateCheck.Run([Gate.Parse("gap(tpr)>0.5")], Audit())[0];
        Assert.False(result.Passed);
        Assert.Contains("undefined", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_crossing_is_looked_at_only_where_it_is_named() =>
        Assert.True(GateCheck.Run([Gate.Parse("gap(auroc)>0.25")], Audit())[0].Passed);

    [Theory]
    [InlineData("auroc is bad")]
    [InlineData("gap(auroc)")]
    [InlineData("gap()>0.1")]
    [InlineData("gap(auroc)>high")]
    public void What_is_not_a_gate_is_refused(string expression) =>
        Assert.ThrowsAny<ArgumentException>(() => Gate.Parse(expression));

    [Fact]
    public void An_unknown_metric_offers_the_nearest() =>
        Assert.Contains(
            "did you mean 'auroc'", Assert.Throws<UnknownNameException>(() => Gate.Parse("gap(aurocc)>0.1")).Message);

    private static AuditResult Audit() => new()
    {
        Request = new AuditRequest
        {
            Predictions = new Datasets.PredictionRequest { Paths = [], Labels = [], Scores = [] },
        },
        Data = new Datasets.DataFingerprint("0", []),
        Seed = 1,
        Versions = new Dictionary<string, string>(),
        Task = "binary",
        Parity = "default",
        Flags = [],
        Verdict = new AuditVerdict
        {
            Verdict = "disparity_found",
            Found = 1,
            Insufficient = 0,
            NoneFound = 0,
            Headline = string.Empty,
        },
        Overall = new Dictionary<string, MetricValue> { ["auroc"] = new MetricValue { Value = 0.8, N = 10 } },
        Size = new SampleSize(10, 10, 5, 5),
        Groups = [],
        Disparities =
        [
            Disparity("sex", "auroc", 0.1, 0.04, 0.16),
            Disparity("age", "auroc", 0.02, 0, 0.05),
            Disparity("sex × age", "auroc", 0.3, 0.1, 0.5),
            Disparity("sex", "tpr", null, null, null),
        ],
    };

    private static DisparityResult Disparity(
        string attribute, string metric, double? value, double? low, double? high) =>
        new()
    {
        Attribute = attribute,
        Metric = metric,
        Aggregation = "gap",
        Value = value,
        Low = low,
        High = high,
        Role = "primary",
        Detail = new DisparityDetail(),
    };
}
