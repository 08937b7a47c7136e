using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Gathers what a reader must know before trusting a number.</summary>
internal static class AuditFlags
{
    private const double MostTies = 0.2;

    internal static IReadOnlyList<AuditFlag> Of(
        AuditPlan plan,
        PredictionTable table,
        PredictionTable audited,
        DecisionChoice? decision,
        InferenceResult inference,
        IReadOnlyList<CompositionResult> composition) =>
    [
        .. MissingnessRemarks.Find(composition, inference.Overall, inference.Groups, plan.Request.Alpha),
        .. decision?.Flags ?? [],
        .. FlagsOf(plan, table.Notes),
        .. plan.WithoutMargin(audited.Outcome.Task).Select(criterion => new AuditFlag(
            "margin_not_declared",
            $"'{criterion.Id}' has a scale of its own and gets no verdict without a margin; declare one with "
                + $"--margin {criterion.Id}=VALUE.")),
        .. inference.Flags,
        .. TiedScores(audited.Outcome),
        .. SkippedNumbers(audited),
    ];

    private static IEnumerable<AuditFlag> SkippedNumbers(PredictionTable audited)
    {
        if (audited.RowCount > AuditRun.MostExploratoryRows)
        {
            yield return new AuditFlag(
                "exploratory_skipped",
                $"Numbers of pairs of groups were left out: the table has more than "
                    + $"{AuditRun.MostExploratoryRows:N0} rows.");
        }
    }

    /// <summary>Many tied scores make ranks coarse: a threshold between them cannot be chosen.</summary>
    private static IEnumerable<AuditFlag> TiedScores(Outcome outcome)
    {
        if (outcome is Outcome.Binary binary)
        {
            double[] scores = Array.FindAll(binary.Scores, static score => !double.IsNaN(score));
            Array.Sort(scores);
            long tied = 0;
            for (int i = 0; i < scores.Length; i++)
            {
                tied += (i > 0 && scores[i] == scores[i - 1])
                    || (i + 1 < scores.Length && scores[i] == scores[i + 1]) ? 1 : 0;
            }

            if (tied > MostTies * scores.Length)
            {
                yield return new AuditFlag(
                    "ties_share",
                    $"{NumberWords.Percent(tied / (double)scores.Length)} of the rows share their score with another "
                    + "row; ties count one half in ranks.");
            }
        }
    }

    /// <summary>Notes made while reading that change what the numbers mean.</summary>
    private static IEnumerable<AuditFlag> FlagsOf(AuditPlan plan, IReadOnlyList<ReadingNote> notes)
    {
        foreach (ReadingNote note in notes.Where(note => note.Id is "patient_overlap"))
        {
            yield return new AuditFlag(note.Id, note.Sentence, IsSevere: true);
        }

        if (plan.Preset.Id != "default")
        {
            yield return new AuditFlag(
                "legacy_variant",
                $"Conventions of '{plan.Preset.Id}' are in force; they differ from the default definitions.");
        }
    }
}
