using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>
/// Every aggregation obeys the laws of catalogs, gives the numbers worked out by hand, and sees groups without
/// names.
/// </summary>
public sealed class DisparityConformanceTests : CatalogConformance<Disparity>
{
    public static TheoryData<string> Ids => [.. Disparity.All.Select(disparity => disparity.Id)];

    protected override Catalog<Disparity> Catalog => Disparity.All;

    protected override string GuidePage => "docs/guide/fairness.md";

    /// <summary>A folder of its own: <c>es@harvard</c> is also a rule that selects models.</summary>
    protected override string Module => "Fairness/Disparities";

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_golden_cases_are_met(string id)
    {
        Disparity disparity = Disparity.All[id];
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            Groups groups = Groups.Of(golden);
            golden.ShouldMatch(golden.Input.TryGetProperty("group", out JsonElement group)
                ? disparity.PerGroup!(groups.Values, group.GetInt32())
                : disparity.Compute(groups.Values));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Listing_the_groups_in_another_order_changes_nothing(string id)
    {
        Disparity disparity = Disparity.All[id];
        foreach (Groups groups in GoldenCase.Load(Module, id).Select(Groups.Of))
        {
            Statistic expected = disparity.Compute(groups.Values);
            for (int shift = 1; shift < groups.Value.Length; shift++)
            {
                RandomRows.ShouldBeClose(
                    expected, disparity.Compute(groups.Rotated(shift).Values), 1e-12, $"{id}, rotated by {shift}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_group_without_a_value_changes_nothing(string id)
    {
        Disparity disparity = Disparity.All[id];
        foreach (Groups groups in GoldenCase.Load(Module, id).Select(Groups.Of))
        {
            Groups more = groups with { Value = [.. groups.Value, double.NaN], Size = [.. groups.Size, 7] };
            RandomRows.ShouldBeClose(disparity.Compute(groups.Values), disparity.Compute(more.Values), 1e-12, id);
        }
    }

    protected override Citation? CitationOf(Disparity entry) => entry.Source;

    private sealed record Groups(double[] Value, double[] Size, double Overall, int Reference, Direction Better)
    {
        internal GroupValues Values =>
            new() { Values = Value, Sizes = Size, Overall = Overall, Reference = Reference, Better = Better };

        internal static Groups Of(GoldenCase golden) => new(
            [.. golden.Input.GetProperty("values").EnumerateArray().Select(NumberOrNaN)],
            golden.Doubles("sizes"),
            NumberOrNaN(golden.Input.GetProperty("overall")),
            golden.Input.GetProperty("reference").GetInt32(),
            Enum.Parse<Direction>(golden.Input.GetProperty("better").GetString()!));

        internal Groups Rotated(int shift) => this with
        {
            Value = [.. Value[shift..], .. Value[..shift]],
            Size = [.. Size[shift..], .. Size[..shift]],
            Reference = (Reference - shift + Value.Length) % Value.Length,
        };

        private static double NumberOrNaN(JsonElement element) =>
            element.ValueKind == JsonValueKind.Null ? double.NaN : element.GetDouble();
    }
}
