using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The verdicts: every criterion by attribute with its gap, interval, margin and p, and the contrasts behind
/// it.</summary>
internal static class CriteriaSection
{
    internal static ReportSection? For(AuditReading reading) => reading.Audit.Disparities.Count == 0
        ? null
        : new("criteria", "Verdicts", writer => Write(reading, writer));

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        IReadOnlyList<DisparityResult> all = reading.Audit.Disparities;
        writer.Lead(
            "A disparity is found when the gap is above a margin that was set beforehand and chance is an unlikely "
                + "explanation. "
            + "\"No disparity above the margin found\" means that the whole interval lies below the margin; everything "
            + "between is insufficient evidence. Data needed says how many times as many patients would settle a gap "
            + "of the margin.");
        DisparityResult[] primary =
            [.. all.Where(d => d is { Role: "primary", Control: null } && d.Verdict is not null)];
        DisparityResult[] others = [.. all.Except(primary)];
        if (primary.Length > 0)
        {
            writer.Table(Table("Primary criteria, declared before the run", primary));
        }

        DisparityResult[] compared =
            [.. all.Where(d => d.Detail.Contrasts.Count > 0 && (d.Verdict is not null || d.Role == "primary"))];
        if (compared.Length > 0)
        {
            writer.Heading("Which groups differ");
            writer.Paragraph(
                "Each pair of groups behind a verdict, with intervals that hold for all pairs at once (max-T). The "
                    + "widest pairs come first.");
            ReportTable widest = Contrasts(
                "The widest contrast of each primary criterion", compared.Where(d => d.Role == "primary"), 1);
            if (widest.RowCount > 0)
            {
                writer.Table(widest);
            }

            writer.FoldedTable("All pairs of groups", Contrasts("All pairs of groups", compared, int.MaxValue));
        }

        if (others.Length > 0)
        {
            writer.FoldedTable(
                $"Exploratory results and other aggregations ({NumberFormat.Count(others.Length)})",
                Table("Exploratory results and other aggregations", others));
        }
    }

    private static ReportTable Table(string caption, IEnumerable<DisparityResult> rows)
    {
        ReportTable table = new(caption, [
            "Criterion", "Attribute", "Verdict and why", TableColumn.Interval("Value"), "Worst and best group",
            TableColumn.Number("p adjusted"),
            TableColumn.Number("Data needed"), TableColumn.ForCsv("Margin"), TableColumn.ForCsv("p"),
            TableColumn.ForCsv("Detectable gap"),
            TableColumn.ForCsv("Limiting group")]);
        foreach (DisparityResult d in rows)
        {
            DisparityDetail detail = d.Detail;
            Markup verdict = d.Verdict is null ? Markup.Text(Wording.Plain(d.Role)) : Wording.Badge(d.Verdict);
            Markup best = detail.BestGroup is null ? Markup.Empty : Markup.Of($"<br>▲ {detail.BestGroup}");
            Markup pair = detail.WorstGroup is null ? Markup.Text("–") : Markup.Of($"▼ {detail.WorstGroup}{best}");
            bool isLimited = detail.LimitingGroup is not null && detail.SampleMultiplier is > 1;
            table.Add([
                Markup.Of(
                    $"{Wording.DisparityName(d)}<small><code>{d.Metric}"
                        + $"{(d.Aggregation == "criterion" ? "" : "." + d.Aggregation)}</code></small>"),
                d.Control is null ? d.Attribute : $"{d.Attribute}, within {d.Control}",
                Markup.Of($"{verdict}<small class=\"why\">{Why(detail)}</small>"),
                TableCell.Interval(d.Value, d.Low, d.High, null, Wording.Reason(detail.Undefined))
                    .Under(detail.Margin is null ? null : $"margin {NumberFormat.Value(detail.Margin)}"),
                pair,
                TableCell.Number(d.PAdjusted, NumberFormat.P(d.PAdjusted))
                    .Under(d.P is null ? null : $"raw {NumberFormat.P(d.P)}")
                    .Under(d.Adjustment),
                TableCell.Number(detail.SampleMultiplier, NumberFormat.Times(detail.SampleMultiplier))
                    .Under(
                        detail.MinimumDetectableGap is null
                            ? null
                            : $"detects {NumberFormat.Value(detail.MinimumDetectableGap)}")
                    .Under(isLimited ? $"limit: {detail.LimitingGroup}" : null),
                TableCell.Number(detail.Margin), TableCell.Number(d.P), TableCell.Number(detail.MinimumDetectableGap),
                detail.LimitingGroup ?? ""]);
        }

        return table;
    }

    private static string Why(DisparityDetail detail) => string.Join(" ", new[]
    {
        detail.Sentence ?? (detail.Reason is null ? null : Sentence(Wording.Reason(detail.Reason)!)),
        detail.LeftOut.Count == 0
            ? null
            : $"Left out: {string.Join("; ", detail.LeftOut.Select(g => $"{g.Group} ({Wording.Reason(g.Reason)})"))}.",
        detail.Flags.Count == 0 ? null : $"Flags: {string.Join(", ", detail.Flags.Select(Wording.Plain))}.",
        detail.PermutationP is null ? null : $"Permutation test p {NumberFormat.P(detail.PermutationP)}.",
        detail.NullGap is null ? null
            : $"With groups shuffled the gap is {NumberFormat.Value(detail.NullGap.Mean)} on average, "
                + $"{NumberFormat.Value(detail.NullGap.Quantile95)} at its 95 % quantile.",
        detail.GapShrunk is null ? null : $"Gap of shrunken values {NumberFormat.Value(detail.GapShrunk)}.",
        detail.GapBootCorrected is null
            ? null
            : $"Gap less its bootstrap bias {NumberFormat.Value(detail.GapBootCorrected)}.",
    }.OfType<string>());

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..] + ".";

    private static ReportTable Contrasts(string caption, IEnumerable<DisparityResult> rows, int count)
    {
        ReportTable table = new(caption, [
            "Pair", "Attribute", "Criterion", "Metric", TableColumn.Interval("Difference, first minus second"),
            TableColumn.Number("p (max-T)")]);
        foreach (DisparityResult d in rows)
        {
            foreach (ContrastResult c in d.Detail.Contrasts.OrderByDescending(c => Math.Abs(c.Value)).Take(count))
            {
                table.Add([
                    $"{c.A} − {c.B}", d.Attribute, Wording.DisparityName(d), Wording.MetricName(c.Metric),
                    TableCell.Interval(c.Value, c.Low, c.High, null, null),
                    TableCell.Number(c.P, NumberFormat.P(c.P))]);
            }
        }

        return table;
    }
}
