using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class ParityPresetTests
{
    [Fact]
    public void Every_preset_names_a_policy_a_missing_rule_an_interval_scheme_and_its_source()
    {
        Assert.Equal(
            [
                "aequitas", "aif360", "cxr_fairness", "default", "fairlearn", "fairmedfm", "harvard", "holisticai",
                "medfair",
                "monai", "subpopbench",
            ],
            ParityPreset.All.Select(static preset => preset.Id));
        Violations.ShouldBeNone(CatalogLaws.CitationsAreMissing(ParityPreset.All, static preset => preset.Source));
        Assert.All(ParityPreset.All, static preset =>
        {
            Assert.False(ThresholdPolicy.Parse(preset.Threshold).IsPerGroup);
            Assert.Contains(preset.Missing, new[] { "keep_overall", "drop", "as_group" });
            Assert.Contains(preset.IntervalScheme, new[] { "bca_patients", "percentile_rows", "none" });
            Assert.Equal(preset.FitsThresholdOnEvaluation, !ThresholdPolicy.Parse(preset.Threshold).IsFixed);
        });
    }

    [Fact]
    public void Only_the_default_keeps_every_ground_rule() =>
        Assert.Equal(
            ["default"], ParityPreset.All.Where(static preset => !preset.IsLegacy).Select(static preset => preset.Id));
}
