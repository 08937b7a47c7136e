using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>How the numbers were made and what they cannot do, in plain words.</summary>
internal static class MethodSection
{
    internal static ReportSection? For(AuditReading reading) =>
        new("method", "Method and limits", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        AuditRequest request = reading.Audit.Request;
        bool hasPatients = request.Predictions.Unit is not null;
        string unit = hasPatients ? "patients" : "rows";
        List<(string Term, string Words)> items = [];
        if (request.Replicates > 0)
        {
            items.Add(("Intervals",
                $"The {unit} were drawn again {NumberFormat.Count(request.Replicates)} times with replacement"
                + (
                    hasPatients
                        ? ", each with all of their images, because images of one patient resemble each other"
                        : "")
                + $". A {reading.Level} interval would contain the true value in about {reading.Level} of such "
                + $"studies. "
                + "Intervals of a single metric are corrected for bias and skewness (BCa, Efron 1987)."));
            items.Add(("Gaps between groups",
                "The largest difference among several groups is large by chance alone, and ordinary intervals for it "
                    + "are wrong. "
                + "Gaps and worst groups therefore use max-T intervals, which hold for all pairs of groups at once."));
        }
        else
        {
            items.Add(
                (
                    "Intervals",
                    "No resampling was asked for; the numbers of this report stand without intervals and nothing can "
                        + "be concluded from small differences."));
        }

        items.Add(
            (
                "Margins",
                "A gap matters from a margin upwards that was set before the run. A verdict of no disparity above the "
                    + "margin needs the whole interval below it."));
        items.Add(
            (
                "Many tests",
                "The more is tested, the more is found by chance. Declared primary criteria are adjusted by Holm; "
                    + "exploratory scans by Benjamini–Yekutieli. Raw and adjusted p are shown together."));
        items.Add(
            (
                "Detectable gap",
                "The smallest gap this data would show four times out of five; data needed says how many times as many "
                    + "patients a gap of the margin would take."));
        if (hasPatients is false)
        {
            items.Add(
                (
                    "Independence",
                    "No patient column was given, so that rows are taken as independent. With several images of one "
                        + "patient the intervals are too narrow."));
        }

        if (reading.Audit.Threshold is ThresholdResult t)
        {
            items.Add(("Threshold", t.Value is null
                ? $"Policy {t.Policy}, {SweepSection.Origin(t.Origin)}. "
                    + $"{(t.ByGroup.Count > 0 ? "It differs by group." : Wording.Reason(t.Undefined) ?? "")}"
                : $"A score {t.Comparison} {NumberFormat.Value(t.Value)} is flagged; policy {t.Policy}, "
                    + $"{SweepSection.Origin(t.Origin)}."));
        }

        items.Add(("What this cannot show",
            "Causes; harm that happens after the prediction; groups that the table does not name; errors in the "
                + "labels, which may themselves be worse for some groups; other hospitals and other years."));
        Markup terms = Markup.Join(items.Select(i => Markup.Of($"<div><dt>{i.Term}</dt><dd>{i.Words}</dd></div>")));
        writer.Write($"<dl class=\"method\">{terms}</dl>");
        if (IsImpossibilityDue(reading))
        {
            writer.Write(
                $"<p class=\"note\"><strong>Not all criteria can hold at once.</strong> Where groups differ in "
                    + $"prevalence and prediction is imperfect, equal positive predictive value, equal false positive "
                    + $"rate and equal false negative rate cannot all hold (Chouldechova 2017; Kleinberg, Mullainathan "
                    + $"and Raghavan 2016). Which of them matters here is a clinical decision.</p>");
        }

        ReportTable flags = new("Flags", ["Flag", "Meaning"]);
        foreach (AuditFlag flag in reading.Audit.Flags)
        {
            flags.Add([Markup.Of($"<code>{flag.Id}</code>{(flag.IsSevere ? " (severe)" : "")}"), flag.Sentence]);
        }

        if (flags.RowCount > 0)
        {
            writer.Table(flags);
        }
    }

    /// <summary>Specification §5, end: shown with every report that lists predictive values and error rates
    /// both.</summary>
    private static bool IsImpossibilityDue(AuditReading reading)
    {
        HashSet<string> listed = [.. reading.Metrics, .. reading.Audit.Disparities.Select(d => d.Metric)];
        return (listed.Contains("ppv") || listed.Contains("predictive_parity_difference"))
            && listed.Overlaps(
                [
                    "tpr", "fnr", "fpr", "tnr", "equal_opportunity_difference", "predictive_equality_difference",
                    "equalized_odds_difference@worst_case"]);
    }
}
