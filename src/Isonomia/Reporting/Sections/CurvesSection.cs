using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>ROC and precision–recall curves by group.</summary>
internal static class CurvesSection
{
    private static readonly double[] Grid = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9];

    internal static ReportSection? For(AuditReading reading) =>
        reading.Audit.Curves.Any(c => c.Roc.Count > 0 || c.PrecisionRecall.Count > 0)
            ? new("curves", "ROC and precision–recall", writer => Write(reading, writer))
            : null;

    private static void Write(AuditReading reading, ReportWriter writer)
    {
        writer.Lead(
            "Left: the share of sick patients found against the share of healthy patients flagged, as the threshold "
                + "moves; nearer to the "
            + "upper left is better. Right: how often a flag is right against the share of sick patients found. The "
            + "thin plain line is all patients. "
            + "Small groups start switched off; their curves are mostly noise.");
        GroupCurves[] curves = [.. reading.Audit.Curves.Where(c => c.Roc.Count > 0 || c.PrecisionRecall.Count > 0)];
        string[] attributes = [.. curves.Select(c => c.Attribute).Where(a => a != "overall").Distinct()];
        if (attributes.Length == 0)
        {
            attributes = ["overall"];
        }

        GroupCurves? overall = curves.FirstOrDefault(c => c.Attribute == "overall");
        Dictionary<string, IReadOnlyList<Panel>> variants = [];
        for (int a = 0; a < attributes.Length; a++)
        {
            variants[$"{a}"] = Panels(reading, attributes[a], curves, overall);
        }

        ReportTable table = new("Points read from the curves", [
            "Group", "Attribute", "Curve", .. Grid.Select(x => TableColumn.Number($"at {NumberFormat.Value(x)}"))]);
        foreach (GroupCurves c in curves)
        {
            table.Add(
                [
                    c.Group, c.Attribute, "Sensitivity at this false alarm rate",
                    .. Grid.Select(x => TableCell.Number(RocAt(c.Roc, x)))]);
            table.Add(
                [
                    c.Group, c.Attribute, "Precision at this recall",
                    .. Grid.Select(x => TableCell.Number(PrecisionAt(c.PrecisionRecall, x)))]);
        }

        writer.Chart(new ReportChart(
            "ROC and precision–recall curves",
            "Choose an attribute; press a name in the legend to hide or show its curve.",
            $"Curves by group for {string.Join(", ", attributes)}; the table gives points of each.",
            Plots.Panels(variants), table)
        {
            Controls = [new("Attribute", attributes, First(attributes, reading))],
        });
    }

    internal static int First(IReadOnlyList<string> attributes, AuditReading reading) =>
        Math.Max(0, attributes.ToList().IndexOf(reading.Audit.Verdict.Attribute ?? string.Empty));

    private static IReadOnlyList<Panel> Panels(
        AuditReading reading, string attribute, GroupCurves[] curves, GroupCurves? overall)
    {
        GroupCurves[] groups = [.. curves.Where(c => c.Attribute == attribute && attribute != "overall")];
        IReadOnlyList<PanelSeries> Series(Func<GroupCurves, IReadOnlyList<CurvePoint>> points) =>
        [
            .. overall is null ? [] : (PanelSeries[])[Line("all patients", -1, points(overall))],
            .. groups.Select((c, i) => Line(c.Group, i, points(c)) with
            {
                IsHidden = reading.Group(attribute, c.Group) is { IsSmall: true } or { IsMissing: true },
            }),
        ];
        return
        [
            new("ROC", "False alarm rate", "Sensitivity", Series(c => c.Roc)) { HasDiagonal = true },
            new(
                "Precision–recall", "Sensitivity (recall)", "Positive predictive value",
                Series(c => c.PrecisionRecall)),
        ];
    }

    private static PanelSeries Line(string name, int style, IReadOnlyList<CurvePoint> points) =>
        new(name, style, "line", [.. points.SelectMany(p => (double?[])[p.X, p.Y])]);

    /// <summary>The polyline at a false positive rate, its upper end where it is vertical (specification §20,
    /// A2).</summary>
    private static double? RocAt(IReadOnlyList<CurvePoint> roc, double x)
    {
        int last = -1;
        for (int i = 0; i < roc.Count && roc[i].X <= x + 1e-12; i++)
        {
            last = i;
        }

        if (last < 0)
        {
            return null;
        }

        if (x - roc[last].X < 1e-12 || last == roc.Count - 1)
        {
            return roc[last].Y;
        }

        CurvePoint next = roc[last + 1];
        return roc[last].Y + ((next.Y - roc[last].Y) * (x - roc[last].X) / (next.X - roc[last].X));
    }

    /// <summary>The precision of the first point that reaches the recall: attained, not interpolated.</summary>
    private static double? PrecisionAt(IReadOnlyList<CurvePoint> points, double recall)
    {
        CurvePoint[] reached = [.. points.Where(p => p.X >= recall - 1e-12)];
        return reached.Length == 0 ? null : reached.MinBy(p => p.X).Y;
    }
}
