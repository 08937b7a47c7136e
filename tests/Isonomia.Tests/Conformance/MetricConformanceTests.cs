using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Every binary metric obeys the laws of catalogs and gives the numbers worked out by hand.</summary>
public sealed class MetricConformanceTests : CatalogConformance<Metric>
{
    /// <summary>Every reason of the specification, §0, that a binary metric can give.</summary>
    private static readonly UndefinedReason[] BinaryReasons =
    [
        UndefinedReason.EmptyGroup, UndefinedReason.NoPositives, UndefinedReason.NoNegatives,
        UndefinedReason.SingleClass,
        UndefinedReason.NoPredictedPositives, UndefinedReason.NoPredictedNegatives, UndefinedReason.ZeroDenominator,
        UndefinedReason.ConstantScore, UndefinedReason.NotAProbability, UndefinedReason.TooFewRows,
        UndefinedReason.NotConverged,
    ];

    public static TheoryData<string> BinaryIds => [.. BinaryMetrics.Select(metric => metric.Id)];

    internal static IEnumerable<Metric> BinaryMetrics => Metric.All.Where(metric => metric.Task == "binary");

    protected override Catalog<Metric> Catalog => new(BinaryMetrics);

    protected override string GuidePage => "docs/guide/fairness.md";

    protected override string Module => "Fairness";

    [Theory]
    [MemberData(nameof(BinaryIds))]
    public void The_golden_cases_are_met(string id) =>
        Assert.All(GoldenCase.Load(Module, id), golden => golden.ShouldMatch(GoldenRows.Of(golden).Compute(id)));

    [Theory]
    [MemberData(nameof(BinaryIds))]
    public void A_golden_value_lies_in_the_range_of_the_metric(string id)
    {
        ValueRange range = Metric.All[id].Range;
        double[] values =
            [
                .. GoldenCase.Load(Module, id)
                .Select(golden => golden.Value)
                .OfType<JsonElement>()
                .Select(v => v.GetDouble())];
        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.InRange(value, range.Low, range.High));
    }

    [Theory]
    [MemberData(nameof(BinaryIds))]
    public void An_undefined_golden_case_exists_for_every_metric(string id) =>
        Assert.Contains(GoldenCase.Load(Module, id), golden => golden.Undefined == UndefinedReason.EmptyGroup);

    [Fact]
    public void Every_reason_a_binary_metric_can_give_is_given_by_a_golden_case()
    {
        IEnumerable<GoldenCase> all = BinaryMetrics.SelectMany(metric => GoldenCase.Load(Module, metric.Id));
        HashSet<UndefinedReason> given = [.. all.Select(golden => golden.Undefined).OfType<UndefinedReason>()];
        Assert.Equal(BinaryReasons.Order(), given.Order());
    }

    protected override Citation? CitationOf(Metric entry) => entry.Source;
}
