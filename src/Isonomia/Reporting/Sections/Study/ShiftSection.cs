using Isonomia.Fairness;
using Isonomia.Robustness;
using Isonomia.Studies;

namespace Isonomia.Reporting;

/// <summary>What happens to a probe of one site at the others: performance, gaps, and which shifts there are.</summary>
internal static class ShiftSection
{
    internal static ReportSection? For(StudyResult study) => study.Shifts.Count == 0
        ? null
        : new("shift", "From one site to another", writer => Write(study, writer));

    private static void Write(StudyResult study, ReportWriter writer)
    {
        writer.Lead(
            "A probe taught at one site, with the threshold chosen there, judged there and elsewhere on patients it "
                + "has not seen. "
            + "A gap that is small where a model was made can be large where it is used.");
        foreach ((string model, ShiftStudyResult shift) in study.Shifts)
        {
            writer.Heading(model);
            writer.Table(Sites(model, shift));
            if (shift.Pairs.Count == 0)
            {
                writer.Paragraph("No two sites are large enough to train at one and judge at the other.");
                continue;
            }

            writer.Chart(Chart(model, shift));
            writer.Table(Transfer(model, shift));
        }
    }

    private static ReportTable Sites(string model, ShiftStudyResult shift)
    {
        ReportTable table = new($"Sites by {shift.Site}, {model}", [
            "Site", TableColumn.Number("Rows"), TableColumn.Number("Patients"), TableColumn.Number("Prevalence"),
            "Used"]);
        foreach (ShiftSite site in shift.Sites)
        {
            table.Add([
                site.Site, TableCell.Count(site.Rows), TableCell.Count(site.Patients),
                TableCell.Number(site.Prevalence),
                site.LeftOut is null ? "yes" : $"no: {Wording.Reason(site.LeftOut)}"]);
        }

        return table;
    }

    private static ReportChart Chart(string model, ShiftStudyResult shift)
    {
        string metric = Wording.MetricName(shift.Metric);
        ReportTable table = new($"{metric} where trained and where used, {model}", [
            "From → to", TableColumn.Interval("Where trained"), TableColumn.Interval("Where used"),
            TableColumn.Interval("Change"),
            "Shifts that the tests show"]);
        List<ForestRow> rows = [];
        List<ForestValue?> values = [];
        foreach (ShiftPair pair in shift.Pairs)
        {
            string name = $"{pair.First} → {pair.Second}";
            GroupShift overall = pair.Overall;
            table.Add([
                name, Cell(overall.First), Cell(overall.Second),
                TableCell.Interval(overall.Change, overall.ChangeLow, overall.ChangeHigh, null, null),
                pair.Present.Count == 0 ? "none" : string.Join(", ", pair.Present.Select(id => id.Replace('_', ' ')))]);
            rows.Add(new ForestRow(0, name, pair.SecondCount, string.Empty));
            values.Add(overall.Change is { } change
                ? new ForestValue(change, overall.ChangeLow, overall.ChangeHigh, pair.SecondCount)
                : null);
        }

        string words = string.Join("; ", shift.Pairs.Select(pair =>
            $"{pair.First} to {pair.Second}: {NumberFormat.Value(pair.Overall.Change)}")) + ".";
        return new ReportChart(
            $"Change of {metric} from where trained to where used, {model}",
            "Below 0: worse where it is used. Bars are intervals over patients drawn at both places.",
            words,
            Plots.Forest(
                ["sites"], rows, [new ForestMetric($"Change of {metric}", 1, 0, null, null, "no change", values)], 1),
            table)
        {
            Controls = [new ChartControl("Measure", [$"Change of {metric}"]), new ChartControl("Shown", ["All pairs"])],
        };
    }

    private static ReportTable Transfer(string model, ShiftStudyResult shift)
    {
        ReportTable table = new($"Gaps where trained and where used, {model}", [
            "From → to", "Attribute", TableColumn.Number("Gap where trained"), TableColumn.Number("Gap where used"),
            "Verdict where trained", "Verdict where used", "Held and then failed"]);
        foreach (GapTransfer gap in shift.Transfer)
        {
            table.Add([
                $"{gap.First} → {gap.Second}", gap.Attribute, TableCell.Number(gap.FirstGap),
                TableCell.Number(gap.SecondGap),
                gap.FirstVerdict.Replace('_', ' '), gap.SecondVerdict.Replace('_', ' '),
                gap.IsTransferFailure ? "▲ yes" : "no"]);
        }

        return table;
    }

    private static TableCell Cell(MetricValue value) => TableCell.Interval(
        value.Value, value.Low, value.High, value.N, Wording.Reason(value.Undefined),
        Wording.Reason(value.IntervalUndefined));
}
