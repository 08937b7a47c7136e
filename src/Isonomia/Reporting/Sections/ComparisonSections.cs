using System.Text.Json.Nodes;

using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The sections of a comparison in reading order.</summary>
internal static class ComparisonSections
{
    /// <summary>The sections this comparison has something to say in.</summary>
    /// <param name="result">The comparison.</param>
    internal static IReadOnlyList<ReportSection> For(ComparisonResult result)
    {
        List<ReportSection> sections = [new("answer", "The answer", writer => WriteAnswer(result, writer))];
        if (result.AverageRanks.Count > 0)
        {
            sections.Add(new("ranks", "Ranks over the settings", writer => WriteRanks(result, writer)));
        }

        if (result.Pareto.Count > 0)
        {
            sections.Add(new("trade-off", "Overall value against gap", writer => WritePareto(result, writer)));
        }

        if (result.Changes.Count > 0)
        {
            sections.Add(new("baseline", "Against the baseline", writer => WriteChanges(result, writer)));
        }

        sections.Add(new("scores", "Scores", writer => writer.Table(Scores(result))));
        return sections;
    }

    private static bool IsSignificant(ComparisonResult result) => (result.ImanDavenportP ?? result.FriedmanP) < result.Alpha;

    private static void WriteAnswer(ComparisonResult result, ReportWriter writer)
    {
        string[] front = [.. result.Pareto.Where(p => p.OnFront).Select(p => p.Model)];
        string headline = result.AverageRanks.Count == 0
            ? "No setting has a score of every model, so that the models could not be ranked."
            : IsSignificant(result)
                ? $"Over {result.RankedSettings} settings '{Best(result)}' has the best average rank for {result.Ranked}; not all models are alike."
                : $"Over {result.RankedSettings} settings this data does not tell the models apart for {result.Ranked}.";
        writer.Write($"<div class=\"answer\"><h1>{headline}</h1></div>");
        foreach (AuditFlag flag in result.Flags)
        {
            writer.Write($"<p class=\"{(flag.IsSevere ? "warning" : "note")}\">{flag.Sentence}</p>");
        }

        if (front.Length > 0)
        {
            writer.Paragraph($"No other model beats these on overall value and gap at once: {string.Join(", ", front)}.");
        }

        string[] down = [.. result.Changes.Where(c => c.Label.StartsWith("levelling_down", StringComparison.Ordinal)).Select(c => c.Model).Distinct()];
        if (down.Length > 0)
        {
            writer.Write($"<p class=\"warning\"><strong>Levelling down.</strong> These models closed a gap without a gain for the worst-served group: {string.Join(", ", down)}.</p>");
        }
    }

    private static string Best(ComparisonResult result) =>
        result.Models[result.AverageRanks.Select((rank, i) => (rank, i)).MinBy(pair => pair.rank).i];

    private static void WriteRanks(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead(IsSignificant(result)
            ? "Models joined by a bar are not told apart (Friedman test, then Nemenyi; Demšar 2006). Further left is better."
            : "The Friedman test is not significant: the ranks are drawn without groups and order nothing.");
        ReportTable table = new("Average ranks", ["Model", TableColumn.Number("Average rank")]);
        for (int m = 0; m < result.Models.Count; m++)
        {
            table.Add(result.Models[m], TableCell.Number(result.AverageRanks[m]));
        }

        bool isSignificant = IsSignificant(result);
        string p = $"Friedman p {NumberFormat.P(result.FriedmanP)}, Iman–Davenport p {NumberFormat.P(result.ImanDavenportP)}, "
            + $"critical difference {NumberFormat.Value(result.CriticalDifference)}, {result.RankedSettings} settings.";
        writer.Chart(new ReportChart("Critical-difference diagram", p, p, new JsonObject
        {
            ["kind"] = "ranks",
            ["names"] = Plots.Strings(result.Models),
            ["ranks"] = Plots.Numbers([.. result.AverageRanks.Select(r => (double?)r)]),
            ["cd"] = isSignificant ? Plots.Number(result.CriticalDifference) : null,
            ["cliques"] = new JsonArray([.. (isSignificant ? result.Cliques : []).Select(c => new JsonArray([.. c.Select(i => JsonValue.Create(i))]))]),
        }, table));
    }

    private static void WritePareto(ComparisonResult result, ReportWriter writer)
    {
        string name = Wording.MetricName(result.Metric);
        writer.Lead("A model on the front cannot be bettered on one axis without a loss on the other; which of them to take is a decision, not a computation. Choose on validation patients only.");
        ReportTable table = new("Overall value and gap", ["Model", TableColumn.Interval($"{name} overall"), TableColumn.Interval("Gap"), "Front"]);
        foreach (ParetoPoint point in result.Pareto)
        {
            table.Add([
                point.Model, TableCell.Interval(point.Overall, point.OverallLow, point.OverallHigh, null, null),
                TableCell.Interval(point.Gap, point.GapLow, point.GapHigh, null, null), point.OnFront ? "◆ on the front" : "○ beaten by another"]);
        }

        writer.Chart(new ReportChart(
            "Overall value against gap", "Diamonds are on the front. Points without their intervals; the intervals are in the table.",
            string.Join("; ", result.Pareto.Select(q => $"{q.Model}: {NumberFormat.Value(q.Overall)}, gap {NumberFormat.Value(q.Gap)}")) + ".",
            new JsonObject
            {
                ["kind"] = "pareto",
                ["xName"] = name,
                ["yName"] = "Gap",
                ["better"] = Wording.Better(result.Metric),
                ["points"] = new JsonArray([.. result.Pareto.Select(q => new JsonObject
                {
                    ["n"] = q.Model, ["x"] = Plots.Number(q.Overall), ["y"] = Plots.Number(q.Gap), ["front"] = q.OnFront,
                })]),
            }, table));
    }

    private static void WriteChanges(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead($"Each model against '{result.Baseline}' on the same patients. A smaller gap is only good news where the worst-served group gained.");
        ReportTable table = new("Changes against the baseline", [
            "Model", "Setting", "What happened", TableColumn.Number("Change of the gap"), TableColumn.Number("Change of the worst group (up is better)")]);
        foreach (ModelChange c in result.Changes)
        {
            table.Add([
                c.Model, c.Setting, Wording.Label(c.Label), TableCell.Number(c.GapChange, NumberFormat.Change(c.GapChange)),
                TableCell.Number(c.WorstChange, NumberFormat.Change(c.WorstChange))]);
        }

        writer.Table(table);
    }

    private static ReportTable Scores(ComparisonResult result)
    {
        ReportTable table = new($"{result.Ranked} by setting ({(result.LowerIsBetter ? "smaller" : "larger")} is better)",
            ["Setting", .. result.Models.Select(TableColumn.Number)]);
        for (int s = 0; s < result.Settings.Count; s++)
        {
            int setting = s;
            table.Add([result.Settings[s], .. result.Scores.Select(model => TableCell.Number(model[setting]))]);
        }

        return table;
    }
}
