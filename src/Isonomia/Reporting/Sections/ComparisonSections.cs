using System.Text.Json.Nodes;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The sections of a comparison of models.</summary>
internal static class ComparisonSections
{
    internal static IReadOnlyList<ReportSection> For(ComparisonResult result)
    {
        List<ReportSection> sections =
        [
            new("answer", "The answer", writer => Answer(result, writer)),
            new("values", "Every model in every setting", writer => Values(result, writer)),
            new("ranks", "Ranks", writer => Ranks(result, writer)),
            new("trade-offs", "Overall value against gap", writer => TradeOffs(result, writer)),
        ];
        if (result.Changes.Count > 0)
        {
            sections.Add(new("who-paid", "Who paid for a smaller gap", writer => WhoPaid(result, writer)));
        }

        sections.Add(new("choices", "What each rule would choose", writer => Choices(result, writer)));
        sections.Add(new("method", "Method and data", writer => Method(result, writer)));
        return sections;
    }

    private static void Answer(ComparisonResult result, ReportWriter writer)
    {
        writer.Write($"<div class=\"answer\">");
        foreach (AuditFlag flag in result.Flags.Where(flag => flag.IsSevere))
        {
            writer.Write(
                $"<p class=\"warning\"><span aria-hidden=\"true\">⚠</span> <strong>Read with care.</strong> "
                    + $"{flag.Sentence}</p>");
        }

        foreach (ComparisonRanking ranking in result.Rankings)
        {
            string first = ranking.Models.Count == 0 ? string.Empty : $" Best average rank: {ranking.Models[0].Model}.";
            writer.Paragraph(ranking.Sentence + first);
        }

        writer.Write($"</div>");
        writer.Heading("What this data cannot tell");
        writer.List(result.Flags.Where(flag => !flag.IsSevere).Select(flag => flag.Sentence));
    }

    private static void Values(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead(
            $"{Wording.MetricName(result.Metric)}, {result.Better} is better. Several runs of a model are averaged; "
                + "the spread is their standard deviation.");
        ReportTable table = new("Values", [
            "Model", "Setting", TableColumn.Interval("Overall"), TableColumn.Interval("Worst group"), "Which group",
            TableColumn.Interval("Gap"),
            TableColumn.Number("Spread of the gap over runs"), TableColumn.Number("Runs")]);
        foreach (ComparisonValue value in result.Values)
        {
            table.Add([
                value.Model, Setting(value.Dataset, value.Attribute),
                Cell(value, value.Overall, value.Runs[0].Overall.N),
                Cell(value, value.Worst, value.Runs[0].Worst.N), value.WorstGroup ?? "–",
                Cell(value, value.Gap, value.Runs[0].Gap.N),
                TableCell.Number(value.Gap?.StandardDeviation), TableCell.Count(value.Runs.Count)]);
        }

        writer.Table(table);
        Runs(result, writer);
    }

    private static void Runs(ComparisonResult result, ReportWriter writer)
    {
        ReportTable table = new("Runs", [
            "Model", "Setting", "Run", TableColumn.Interval("Overall"), TableColumn.Interval("Worst group"),
            "Which group", TableColumn.Interval("Gap")]);
        foreach (ComparisonValue value in result.Values)
        {
            foreach (ComparisonRun run in value.Runs)
            {
                table.Add([
                    value.Model, Setting(value.Dataset, value.Attribute), run.Seed ?? "–", Cell(run.Overall),
                    Cell(run.Worst), run.WorstGroup ?? "–",
                    Cell(run.Gap)]);
            }
        }

        writer.FoldedTable("Every run with its intervals", table);
    }

    private static TableCell Cell(MetricValue value) => TableCell.Interval(
        value.Value, value.Low, value.High, value.N, Wording.Reason(value.Undefined),
        Wording.Reason(value.IntervalUndefined));

    private static TableCell Cell(ComparisonValue value, SeedSummary? summary, long n) => TableCell.Interval(
        summary?.Value, summary?.Low, summary?.High, n, Wording.Reason(value.Undefined),
        value.Runs.Count > 1 ? "each run has its own" : null);

    private static void Ranks(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead(
            "Rank 1 is best. A bar joins models whose average ranks the data cannot tell apart; it is drawn only where "
                + "ranks differ at all.");
        foreach (ComparisonRanking ranking in result.Rankings.Where(ranking => ranking.Models.Count > 0))
        {
            string[] names = [.. ranking.Models.Select(model => model.Model)];
            ReportTable table = new(
                $"Average ranks by {RankingName(ranking.Id)}", ["Model", TableColumn.Number("Average rank")]);
            foreach (RankedModel model in ranking.Models)
            {
                table.Add([model.Model, TableCell.Number(model.AverageRank)]);
            }

            JsonObject plot = new()
            {
                ["kind"] = "ranks",
                ["names"] = Plots.Strings(names),
                ["ranks"] = Plots.Numbers([.. ranking.Models.Select(model => (double?)model.AverageRank)]),
                ["cd"] = ranking.IsSignificant == true ? Plots.Number(ranking.CriticalDifference) : null,
                ["cliques"] = new JsonArray([.. ranking.Cliques.Select(clique =>
                    new JsonArray([.. clique.Select(model => (JsonNode)Array.IndexOf(names, model))]))]),
            };
            writer.Chart(new ReportChart(
                $"Average ranks by {RankingName(ranking.Id)}", ranking.Sentence,
                string.Join("; ", table.RowCount == 0 ? [] : ranking.Models.Select(
                    model => $"{model.Model}: {NumberFormat.Value(model.AverageRank)}")) + ".", plot, table));
            Pairs(ranking, writer);
        }
    }

    private static void Pairs(ComparisonRanking ranking, ReportWriter writer)
    {
        ReportTable pairs = new($"Pairs by {RankingName(ranking.Id)}", [
            "Model", "Against", TableColumn.Number("Difference of ranks"), TableColumn.Number("Nemenyi p"),
            TableColumn.Number("Wilcoxon p"), TableColumn.Number("Wilcoxon p after Holm")]);
        foreach (RankedPair pair in ranking.Pairs)
        {
            pairs.Add([
                pair.A, pair.B, TableCell.Number(pair.RankDifference, NumberFormat.Change(pair.RankDifference)),
                TableCell.Number(pair.NemenyiP, NumberFormat.P(pair.NemenyiP)),
                TableCell.Number(pair.WilcoxonP, NumberFormat.P(pair.WilcoxonP)),
                TableCell.Number(pair.WilcoxonPAdjusted, NumberFormat.P(pair.WilcoxonPAdjusted))]);
        }

        writer.FoldedTable($"All pairs by {RankingName(ranking.Id)}", pairs);
    }

    private static void TradeOffs(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead("A model is on the front where no other is at least as good on both axes and better on one.");
        foreach (ComparisonFront front in result.Fronts.Where(front => front.Points.Count > 0))
        {
            string setting = Setting(front.Dataset, front.Attribute);
            ReportTable table = new($"Overall value and gap: {setting}", [
                "Model", TableColumn.Number("Overall"), TableColumn.Number("Gap"), "On the front",
                "On the front of all groups", "Beaten beyond noise by"]);
            foreach (FrontPoint point in front.Points)
            {
                table.Add([
                    point.Model, TableCell.Number(point.Overall), TableCell.Number(point.Gap),
                    point.OnFront ? "yes" : "no",
                    point.OnGroupFront ? "yes" : "no",
                    point.DominatedBy.Count == 0 ? "–" : string.Join(", ", point.DominatedBy)]);
            }

            JsonObject plot = new()
            {
                ["kind"] = "pareto",
                ["better"] = result.Better == "lower" ? -1 : 1,
                ["xName"] = Wording.MetricName(result.Metric),
                ["yName"] = "Gap",
                ["points"] = new JsonArray([.. front.Points.Select(point => new JsonObject
                {
                    ["n"] = point.Model,
                    ["x"] = Plots.Number(point.Overall),
                    ["y"] = Plots.Number(point.Gap),
                    ["front"] = point.OnFront,
                })]),
            };
            writer.Chart(new ReportChart(
                $"Overall value against gap: {setting}",
                $"To the {(result.Better == "lower" ? "left" : "right")} is better overall, down is a smaller gap.",
                $"On the front: "
                    + $"{string.Join(", ", front.Points.Where(point => point.OnFront).Select(point => point.Model))}.",
                plot, table));
        }
    }

    private static void WhoPaid(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead(
            $"Change from '{result.Request.Baseline}' to each model. A smaller gap is only good news where the "
                + "worst-served group gained; "
            + "where it shrank because others lost, the label says levelling down.");
        ReportTable table = new("What changed", [
            "Model", "Setting", "What happened", "By point values alone", TableColumn.Number("Change of the gap"),
            TableColumn.Number("Change of the worst group (up is better)"),
            TableColumn.Number("Change overall (up is better)"),
            TableColumn.Number("p overall"), TableColumn.Number("Overall lost per gap removed")]);
        ReportTable groups = new(
            "Change of each group",
            ["Group", "Model", "Setting", TableColumn.Interval("Change"), TableColumn.Number("p")]);
        foreach (ComparisonChange one in result.Changes)
        {
            BaselineChange change = one.Change;
            string setting = Setting(one.Dataset, change.Attribute);
            table.Add([
                one.Model, setting, Wording.Label(change.Label), Wording.Label(change.PointLabel),
                TableCell.Number(change.GapChange, NumberFormat.Change(change.GapChange)),
                TableCell.Number(change.WorstChange, NumberFormat.Change(change.WorstChange)),
                TableCell.Number(change.OverallChange, NumberFormat.Change(change.OverallChange)),
                TableCell.Number(change.OverallP, NumberFormat.P(change.OverallP)),
                TableCell.Number(one.PriceOfFairness)]);
            foreach (ContrastResult group in change.Groups)
            {
                groups.Add([
                    group.A, one.Model, setting, TableCell.Interval(group.Value, group.Low, group.High, null, null),
                    TableCell.Number(group.P, NumberFormat.P(group.P))]);
            }
        }

        writer.Table(table);
        writer.FoldedTable("Change of each group, with intervals that hold for all at once", groups);
    }

    private static void Choices(ComparisonResult result, ReportWriter writer)
    {
        writer.Lead(result.Request.ValidationSplit is null
            ? "Chosen on the compared rows: the chosen model looks better here than it will on new patients."
            : $"Chosen on the rows of '{result.Request.ValidationSplit}'; the numbers are those of the compared rows.");
        ReportTable table = new("Choices", [
            "Rule", "Setting", "Model", TableColumn.Number("Overall"), TableColumn.Number("Worst group"),
            TableColumn.Number("Gap")]);
        foreach (ComparisonChoice choice in result.Choices)
        {
            table.Add([
                choice.Rule, Setting(choice.Dataset, choice.Attribute), choice.Model ?? $"none: {choice.Reason}",
                TableCell.Number(choice.Overall),
                TableCell.Number(choice.Worst), TableCell.Number(choice.Gap)]);
        }

        writer.Table(table);
    }

    private static void Method(ComparisonResult result, ReportWriter writer)
    {
        writer.List(
        [
            "Within a setting (data set × attribute) runs are averaged, then models are ranked: Friedman, Iman and "
                + "Davenport, Nemenyi's critical "
                + "difference (Demšar 2006); pairs by Wilcoxon's signed-rank test with Holm's adjustment (Benavoli et "
                + "al. 2016).",
            "The overall value does not depend on the attribute, so that a data set counts once in its ranking.",
            "Only groups enter that every run of every model supports. Changes against the baseline are resampled on "
                + "the same patients.",
            .. result.Notes.Select(note => note.Sentence),
        ]);
        ReportTable files = new("Files", ["File", TableColumn.Number("Rows"), "SHA-256"]);
        foreach (Datasets.FileFingerprint file in result.Data.Files)
        {
            files.Add([file.Name, TableCell.Count(file.Rows), file.Sha256]);
        }

        writer.Table(files);
    }

    private static string RankingName(string id) => id switch
    {
        "overall" => "overall value",
        "worst_group" => "worst group",
        _ => "gap",
    };

    private static string Setting(string? dataset, string attribute) =>
        dataset is null ? attribute : $"{dataset}, {attribute}";
}
