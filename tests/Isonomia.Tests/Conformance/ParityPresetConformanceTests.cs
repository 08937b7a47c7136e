using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every parity preset: it gives the numbers of the program it is named after.</summary>
public sealed class ParityPresetConformanceTests : CatalogConformance<ParityPreset>
{
    public static TheoryData<string> Ids => [.. ParityPreset.All.Select(preset => preset.Id)];

    protected override Catalog<ParityPreset> Catalog => ParityPreset.All;

    protected override string GuidePage => "docs/guide/fairness.md";

    protected override string Module => "Fairness/Presets";

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_golden_cases_are_met(string id) => Assert.All(
        GoldenCase.Load(Module, id),
        golden => golden.ShouldMatch(id == "monai" ? OfMasks(golden) : OfRows(id, golden)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_in_another_order_give_the_same_outputs(string id)
    {
        if (ParityPreset.All[id].Summary is null)
        {
            return;
        }

        OracleRows rows = RandomRows.Of(11, 60, "ab");
        IReadOnlyList<PresetValue> values = PresetSummary.Compute(ParityPreset.All[id], Input(rows));
        IReadOnlyList<PresetValue> reversed = PresetSummary.Compute(
            ParityPreset.All[id], Input(rows.Take([.. Enumerable.Range(0, 60).Reverse()])));
        Assert.Equal(values.Select(value => value.Id), reversed.Select(value => value.Id));
        foreach ((PresetValue value, PresetValue again) in values.Zip(reversed))
        {
            RandomRows.ShouldBeClose(value.Value, again.Value, 1e-9, $"{id}, {value.Id}");
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void No_output_is_given_twice(string id)
    {
        if (ParityPreset.All[id].Summary is not null)
        {
            IReadOnlyList<PresetValue> values =
                PresetSummary.Compute(ParityPreset.All[id], Input(RandomRows.Of(11, 60, "ab")));
            Assert.Equal(values.Count, values.DistinctBy(value => value.Id).Count());
        }
    }

    protected override Citation? CitationOf(ParityPreset entry) => entry.Source;

    private static Statistic OfRows(string id, GoldenCase golden)
    {
        string output = golden.Input.GetProperty("output").GetString()!;
        return PresetSummary.Compute(ParityPreset.All[id], Input(GoldenRows.Of(golden).Rows))
            .Single(value => value.Id == output).Value;
    }

    private static PresetInput Input(OracleRows rows)
    {
        string[] names = rows.GroupNames;
        return new PresetInput
        {
            Labels = rows.Labels,
            Scores = rows.Scores,
            Weights = rows.Weights,
            Groups = [.. rows.Groups.Select(group => group is null ? -1 : Array.IndexOf(names, group))],
            GroupNames = names,
            Reference = rows.Reference is null ? null : Array.IndexOf(names, rows.Reference),
        };
    }

    private static Statistic OfMasks(GoldenCase golden)
    {
        int width = golden.Input.GetProperty("width").GetInt32();
        MaskVolume Mask(string name)
        {
            byte[] voxels = [.. golden.Integers(name).Select(voxel => (byte)voxel)];
            return new MaskVolume(voxels, [voxels.Length / width, width], [1, 1]);
        }

        return SegmentationScore.All[golden.Input.GetProperty("output").GetString()!].Of(
            new MaskPair(Mask("reference"), Mask("prediction")).Score(1), SegmentationPolicy.Monai);
    }
}
