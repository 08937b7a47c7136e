using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Whether stated probabilities happen, by group.</summary>
internal static class CalibrationSection
{
    private static readonly string[] Related = ["ece", "cal_", "brier", "calibration"];

    internal static ReportSection? For(AuditReading reading) => reading.Audit.Curves.Any(c => c.Reliability.Count > 0)
        ? new("calibration", "Reliability and calibration", writer => Write(reading, writer))
        : null;

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        writer.Lead(
            "If the model says 30 %, do 30 of 100 such patients have the condition? Marks on the diagonal: yes. Above "
                + "it the model "
            + "states too low a risk, below it too high a risk. Bars are Wilson intervals.");
        GroupCurves[] curves = [.. reading.Audit.Curves.Where(c => c.Reliability.Count > 0)];
        string[] attributes = [.. curves.Select(c => c.Attribute).Where(a => a != "overall").Distinct()];
        GroupCurves? overall = curves.FirstOrDefault(c => c.Attribute == "overall");
        if (attributes.Length == 0)
        {
            attributes = ["overall"];
        }

        Dictionary<string, IReadOnlyList<Panel>> variants = [];
        for (int a = 0; a < attributes.Length; a++)
        {
            variants[$"{a}"] = [.. curves.Where(c => c.Attribute == attributes[a]).Select((c, i) => new Panel(
                c.Group, "Stated", "Observed",
                [
                    .. overall is null || overall == c ? [] : (PanelSeries[])[Line(overall, -1, "line")],
                    Line(c, i, "interval")]) { HasDiagonal = true })];
        }

        ReportTable table = new("Bins of the reliability diagrams", [
            "Group", "Attribute", TableColumn.Number("Mean score"), TableColumn.Interval("Observed share")]);
        foreach (GroupCurves c in curves)
        {
            foreach (ReliabilityBin b in c.Reliability.Where(b => b.N > 0))
            {
                table.Add(
                    [
                        c.Group, c.Attribute, TableCell.Number(b.MeanScore),
                        TableCell.Interval(b.MeanLabel, b.Low, b.High, b.N, null)]);
            }
        }

        writer.Chart(new ReportChart(
            "Reliability by group", "One panel a group; the thin plain line is all patients.",
            $"Reliability diagrams by group for {string.Join(", ", attributes)}.", Plots.Panels(variants), table)
        {
            Controls = [new("Attribute", attributes, CurvesSection.First(attributes, reading))],
        });
        string[] metrics = [.. reading.Metrics.Where(m => Related.Any(r => m.StartsWith(r, StringComparison.Ordinal)))];
        if (metrics.Length > 0)
        {
            writer.FoldedTable(
                "Calibration numbers by group",
                reading.GroupTable("Calibration by group", reading.Attributes, metrics));
        }
    }

    private static PanelSeries Line(GroupCurves c, int style, string kind) => new(
        style < 0 ? "all patients" : c.Group, style, kind,
        [.. c.Reliability.Where(b => b.N > 0).SelectMany(b => kind == "line"
            ? (double?[])[b.MeanScore, b.MeanLabel]
            : [b.MeanScore, b.MeanLabel, b.Low, b.High])]);
}
