using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests.Fairness;

public sealed class AuditInferenceTests
{
    private static readonly Metric[] Metrics =
        [Metric.All["auroc"], Metric.All["tpr"], Metric.All["ece@fixed01"], Metric.All["cal_slope"]];

    private static readonly Criterion[] Criteria =
    [
        InferenceRequests.GapOf(Metric.All["auroc"]), InferenceRequests.EqualizedOdds(PartCombinationKind.Largest),
        InferenceRequests.EqualizedOdds(PartCombinationKind.Monotone),
        InferenceRequests.GapOf(Metric.All["ece@fixed01"], 0.02),
    ];

    [Fact]
    public void The_whole_result_has_the_same_bytes_for_one_and_two_threads()
    {
        PredictionTable table = InferenceData.Clustered(120, 3);
        string Run(int threads)
        {
            InferenceRequest request = InferenceRequests.Of(
                table, InferenceRequests.Audit(203, 99, floors: new GroupFloors()) with { Threads = threads }, Metrics,
                Criteria) with
            {
                Disparities = [.. Disparity.All],
                Groupings = [.. table.Attributes, Crossing(table)],
            };
            return JsonSerializer.Serialize(AuditInference.Infer(request));
        }

        Assert.Equal(Run(1), Run(2));
    }

    [Fact]
    public void Every_aggregate_has_its_value_inside_its_interval_and_every_interval_a_method()
    {
        PredictionTable table = InferenceData.Clustered(400, 4);
        InferenceResult result = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(400, floors: new GroupFloors()), Metrics, Criteria) with
        {
            Disparities = [.. Disparity.All],
        });
        DisparityResult[] simultaneous = [.. result.Disparities.Where(one => one.Method is "max_t" or "max_t_box")];
        Assert.NotEmpty(simultaneous);
        Assert.All(
            simultaneous, one => Assert.InRange(one.Value!.Value, one.Low!.Value - 1e-9, one.High!.Value + 1e-9));
        Assert.All(result.Disparities, one => Assert.Equal(one.Low is null, one.Method is null));
        Assert.All(result.Overall.Values, value => Assert.Equal("bca", value.Method));
        Assert.All(
            result.Disparities.Where(one => one.Aggregation.StartsWith("std", StringComparison.Ordinal)),
            one => Assert.Contains("non_smooth", one.Detail.Flags));
    }

    [Theory]
    [InlineData("es@harvard")]
    [InlineData("es@fairmedfm")]
    [InlineData("worst")]
    [InlineData("ratio")]
    [InlineData("difference_to_overall")]
    public void Intervals_of_composites_lie_inside_the_possible_range(string id)
    {
        PredictionTable table = InferenceData.Clustered(500, 6);
        DisparityResult one = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(300, floors: new GroupFloors()), [Metric.All["auroc"]]) with
        {
            Disparities = [Disparity.All[id]],
        }).Disparities[0];
        Assert.InRange(one.Value!.Value, one.Low!.Value, one.High!.Value);
        Assert.True(one.Low < one.High);
        Assert.InRange(one.Low!.Value, 0, 1);
    }

    [Fact]
    public void Rows_without_a_group_are_shown_and_enter_no_contrast()
    {
        PredictionTable table = InferenceData.Clustered(300, 8);
        InferenceResult result = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(100, floors: new GroupFloors()), Metrics, Criteria));
        Assert.Single(result.Groups, group => group is { Attribute: "sex", IsMissing: true, N: > 0 });
        Assert.All(
            result.Disparities.SelectMany(one => one.Detail.Contrasts),
            contrast => Assert.DoesNotContain(Grouping.MissingGroup, new[] { contrast.A, contrast.B }));
        Assert.Equal(table.RowCount, result.Groups.Where(group => group.Attribute == "sex").Sum(group => group.N));
    }

    // Specification §23.6: an audit must not improve by losing the people it is about.
    [Theory]
    [InlineData(400)]
    [InlineData(40)]
    [InlineData(12)]
    [InlineData(5)]
    [InlineData(1)]
    [InlineData(0)]
    public void Deleting_the_rows_of_a_declared_group_never_clears_its_attribute(int kept)
    {
        PredictionTable whole = InferenceData.Rates(4000, [0.9, 0.9, 0.6], 2);
        int[] rows = [.. Enumerable.Range(0, 8000 + kept)];
        AuditRequest audit = InferenceRequests.Audit(300, floors: new GroupFloors(10, 0, 10)) with
        {
            DeclaredGroups = new Dictionary<string, IReadOnlyList<string>> { ["site"] = ["g0", "g1", "g2"] },
        };
        InferenceRequest request = InferenceRequests.Of(
            whole, audit, [Metric.All["tpr"]], InferenceRequests.GapOf(Metric.All["tpr"])) with { Rows = rows };
        Assert.NotEqual("no_disparity_found", AuditInference.Infer(request).Verdict);
        if (kept < 10)
        {
            Assert.Equal("below_min_count", AuditInference.Infer(request).Disparities[0].Detail.Reason);
            InferenceRequest waived = request with
            {
                Audit = audit with { Waivers = new Dictionary<string, string> { ["site=g2"] = "site closed" } },
            };
            DisparityResult cleared = AuditInference.Infer(waived).Disparities[0];
            Assert.Equal("no_disparity_found", cleared.Verdict);
            Assert.Contains("g2", cleared.Detail.Sentence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_real_gap_is_found_and_said()
    {
        PredictionTable table = InferenceData.Rates(800, [0.9, 0.7], 5);
        DisparityResult one = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(500, 199), [Metric.All["tpr"]],
            InferenceRequests.GapOf(Metric.All["tpr"]))).Disparities[0];
        Assert.Equal("disparity_found", one.Verdict);
        Assert.Equal("exceeds_margin", one.Detail.Reason);
        Assert.Equal("g1", one.Detail.WorstGroup);
        Assert.Equal("holm over 1 primary test", one.Adjustment);
        Assert.InRange(one.Detail.PermutationP!.Value, 0, 0.01);
        Assert.Single(one.Detail.Contrasts);
    }

    [Fact]
    public void Perfect_groups_are_not_cleared_by_resamples_that_cannot_vary()
    {
        PredictionTable table = InferenceData.Rates(12, [1, 1], 5);
        DisparityResult one = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(200), [Metric.All["tpr"]],
            InferenceRequests.GapOf(Metric.All["tpr"]))).Disparities[0];
        Assert.Equal("insufficient_evidence", one.Verdict);
    }

    [Fact]
    public void A_crossing_names_its_worst_cell_and_what_it_adds()
    {
        PredictionTable table = InferenceData.Clustered(900, 12);
        InferenceResult result = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(200, floors: new GroupFloors()), [Metric.All["tpr"]], Criteria[0]) with
        {
            Groupings = [.. table.Attributes, Crossing(table)],
        });
        IntersectionResult crossing = Assert.Single(result.Intersections, one => one.Metric == "tpr");
        Assert.Equal(6, crossing.Cells.Count);
        Assert.NotNull(crossing.WorstCell);
        Assert.InRange(crossing.Excess!.Value, crossing.ExcessLow!.Value - 0.1, crossing.ExcessHigh!.Value);
        Assert.All(
            result.Disparities.Where(one => one.Attribute == "sex × age"),
            one => Assert.Equal("exploratory", one.Role));
    }

    [Fact]
    public void The_same_model_differs_from_itself_by_nothing()
    {
        PredictionTable table = InferenceData.Clustered(300, 14);
        InferenceRequest request = InferenceRequests.Of(
            table, InferenceRequests.Audit(200, floors: new GroupFloors()), [Metric.All["auroc"], Metric.All["brier"]]);
        BaselineResult result = PairedInference.Compare(request, request, "itself");
        Assert.Equal(4, result.Changes.Count);
        Assert.All(result.Changes, change => Assert.Equal("gap_not_reduced", change.PointLabel));
        Assert.All(result.Changes, change => Assert.Equal(0, change.GapChange));
        Assert.All(result.Changes, change => Assert.Equal(1, change.OverallP));
    }

    [Fact]
    public void Every_named_criterion_and_aggregation_can_be_inferred()
    {
        PredictionTable table = InferenceData.Clustered(300, 16);
        InferenceResult result = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(60, 20, floors: new GroupFloors()), [Metric.All["auroc"]],
            [.. Criterion.All]) with
        {
            Disparities = [.. Disparity.All],
        });
        Assert.Equal(2 * (Criterion.All.Count + Disparity.All.Count), result.Disparities.Count);
        Assert.All(
            result.Disparities.Where(one => one.Value is null), one => Assert.NotNull(one.Detail.Undefined));
    }

    [Fact]
    public void A_ratio_is_judged_on_the_log_scale_against_four_fifths()
    {
        PredictionTable table = InferenceData.Rates(2000, [0.9, 0.5], 5);
        Criterion criterion = Criterion.All["demographic_parity_ratio"];
        DisparityResult one = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(400), [Metric.All["tpr"]], criterion)).Disparities[0];
        Assert.Equal("disparity_found", one.Verdict);
        Assert.Equal(-Math.Log(0.8), one.Detail.Margin!.Value, 1e-12);
        Assert.InRange(one.Value!.Value, one.Low!.Value, one.High!.Value);
    }

    [Theory]
    [InlineData(true, "obuchowski_logit", "bca")]
    [InlineData(false, "delong_logit", "wilson")]
    public void Formulas_are_given_on_request_and_refused_where_patients_have_several_rows(
        bool isClustered, string auroc, string rate)
    {
        PredictionTable table = InferenceData.Clustered(300, 17);
        table = isClustered ? table : table with { Units = null, UnitCount = table.RowCount };
        InferenceResult result = AuditInference.Infer(InferenceRequests.Of(
            table, InferenceRequests.Audit(2000),
            [Metric.All["auroc"], Metric.All["tpr"]]) with { PrefersAnalyticIntervals = true });
        Assert.Equal(auroc, result.Overall["auroc"].Method);
        Assert.Equal(rate, result.Overall["tpr"].Method);
        Assert.Equal(isClustered, result.Overall["tpr"].Flags.Contains("analytic_interval_refused"));
        Assert.Equal(!isClustered, result.Flags.Any(flag => flag.Id == "rows_assumed_independent"));
        double width = result.Overall["auroc"].High!.Value - result.Overall["auroc"].Low!.Value;
        Assert.InRange(width / (2 * 1.96 * result.Overall["auroc"].StandardError!.Value), 0.9, 1.1);
    }

    private static Grouping Crossing(PredictionTable table)
    {
        Grouping sex = table.Attributes[0];
        Grouping age = table.Attributes[1];
        return new Grouping(
            "sex × age",
            [.. sex.Groups.SelectMany(s => age.Groups.Select(a => $"{s} × {a}"))],
            [.. sex.Codes.Zip(age.Codes, (s, a) => s < 0 || a < 0 ? -1 : (s * age.Groups.Count) + a)])
        {
            Components = ["sex", "age"],
        };
    }
}
