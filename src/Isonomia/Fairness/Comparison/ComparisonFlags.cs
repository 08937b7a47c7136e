namespace Isonomia.Fairness;

/// <summary>What a reader of a comparison must know before believing the numbers.</summary>
internal static class ComparisonFlags
{
    private const int FewSeeds = 3;
    private const int FewSettings = 10;

    /// <summary>Gathers the flags.</summary>
    /// <param name="context">The comparison.</param>
    /// <param name="settings">Its settings.</param>
    /// <returns>The flags.</returns>
    internal static IEnumerable<AuditFlag> Of(
        ComparisonContext context, (ComparisonSetting Setting, ModelCell?[] Models)[] settings)
    {
        ModelRuns runs = context.Runs;
        ComparisonSetting[] all = [.. settings.Select(entry => entry.Setting)];
        if (context.Request.ValidationSplit is null)
        {
            yield return new AuditFlag(
                "oracle_selection",
                "Models were chosen on the compared rows; a chosen model looks better here than it will on new "
                    + "patients. "
                + "Name a validation and a test split.",
                IsSevere: true);
        }

        if (!context.Policy.IsFixed && context.Request.ValidationSplit is null)
        {
            yield return new AuditFlag(
                "cross_fitted",
                $"No validation split was named: the thresholds of '{context.Policy.Text}' were cross-fitted by "
                + $"patient, for every run in "
                + $"{CrossFittedThreshold.DefaultFoldCount} folds.");
        }

        if (context.Table.Units is null)
        {
            yield return new AuditFlag(
                "rows_assumed_independent",
                "No patient column was named: every row counts as a patient of its own, and intervals are too narrow "
                    + "where patients repeat.");
        }

        int seeds = runs.Runs.GroupBy(run => (run.Dataset, run.Model)).Min(model => model.Count());
        if (seeds < FewSeeds)
        {
            yield return new AuditFlag(
                "few_seeds",
                $"A model has {(seeds == 1 ? "one run" : $"{seeds} runs")}; with fewer than {FewSeeds} the chance of "
                    + "training cannot be told "
                + "from the difference of methods.");
        }

        int ranked = all.Count(setting => setting.NotRanked is null);
        if (ranked < FewSettings)
        {
            yield return new AuditFlag(
                "few_settings",
                $"Models were ranked over {(ranked == 1 ? "1 setting" : $"{ranked} settings")}; below {FewSettings} "
                    + "the approximations of rank "
                + "tests are rough and they detect large differences only.");
        }

        if (context.Table.Attributes.Count > 1)
        {
            yield return new AuditFlag(
                "settings_share_patients",
                "Settings of one data set share their patients and are no independent evidence; p-values of the "
                    + "rankings by worst group "
                + "and gap are too small.");
        }

        foreach (ComparisonSetting setting in all.Where(setting => setting.NotRanked is not null))
        {
            yield return new AuditFlag("setting_not_ranked", $"{Name(setting)} is not ranked: {setting.NotRanked}.");
        }

        foreach (ComparisonSetting setting in all.Where(setting => setting.LeftOut.Count > 0))
        {
            yield return new AuditFlag(
                "groups_left_out",
                $"{Name(setting)}: left out for all models: "
                    + $"{string.Join("; ", setting.LeftOut.Select(group => $"{group.Group}: {group.Reason}"))}.");
        }

        if (Array.Exists(all, setting => !setting.IsPaired))
        {
            yield return new AuditFlag(
                "not_paired",
                "Models were not run on the same rows of the same patients in the same order; what a model changed has "
                    + "no interval. "
                + "Name the column that identifies a row.");
        }
        else if (context.Table.Ids is null)
        {
            yield return new AuditFlag(
                "paired_by_row_order",
                "No column identifies a row: rows were paired by their order, after checking that labels, groups and "
                    + "patients agree.");
        }

        if (runs.LeftOutRows > 0)
        {
            yield return new AuditFlag(
                "rows_left_out",
                $"{NumberWords.Count(runs.LeftOutRows)} rows without a model, seed or data set were left out.");
        }
    }

    private static string Name(ComparisonSetting setting) =>
        setting.Dataset is null ? setting.Attribute : $"{setting.Dataset}, {setting.Attribute}";
}
