using System.Globalization;
using Isonomia.Adaptation;

namespace Isonomia.Reporting;

/// <summary>The section of a benchmark that shows what each selection rule would have chosen.</summary>
internal static class BenchmarkRules
{
    internal static void Write(MitigationBenchmarkResult result, ReportWriter writer)
    {
        BenchmarkSelection selection = result.Selection;
        writer.Lead(
            (selection.DrawCount > 1
                ? $"Every method had {selection.DrawCount} draws of its hyper-parameters for each attribute and seed, "
                    + $"the "
                    + "defaults among them; "
                    + $"'{selection.Rule}' chose one of them on validation rows. "
                : "Hyper-parameters are the defaults; nothing was searched. ")
            + "Below, every rule chooses one run among all candidates (method × hyper-parameters × seed) of an "
            + "attribute "
            + "by validation rows alone; only the chosen run is then read on test rows. One run is one draw of chance: "
            + "what differs between rules here is not a finding about methods.");
        foreach (IGrouping<string, BenchmarkChoice> choices in result.Choices.GroupBy(choice =>
            $"{choice.Attribute}: {Of(result, choice)}, {choice.CandidateCount} candidates"))
        {
            ReportTable table = new(choices.Key, [
                "Rule", "Method", "Seed and draw", TableColumn.Number("Validation: overall"),
                TableColumn.Number("worst group"), TableColumn.Number("gap"), TableColumn.Number("Test: overall"),
                TableColumn.Number("worst group"), TableColumn.Number("gap")]);
            foreach (BenchmarkChoice choice in choices)
            {
                table.Add([
                    choice.Rule + (choice.IsDeclared ? " (declared)" : string.Empty),
                    choice.Method ?? $"none: {choice.Reason}",
                    choice.Method is null ? "–"
                        : string.Create(CultureInfo.InvariantCulture, $"{choice.Seed}, {choice.Draw}"),
                    TableCell.Number(choice.ValidationOverall), TableCell.Number(choice.ValidationWorst),
                    TableCell.Number(choice.ValidationGap), TableCell.Number(choice.TestOverall),
                    TableCell.Number(choice.TestWorst), TableCell.Number(choice.TestGap)]);
            }

            writer.Heading(choices.Key);
            writer.Table(table);
        }

        if (selection.DrawCount > 1)
        {
            Ranges(result, writer);
        }
    }

    private static string Of(MitigationBenchmarkResult result, BenchmarkChoice choice) =>
        ((choice.Kind == "scores" ? result.Scores?.MetricName : result.Decisions?.MetricName) ?? "value")
            + " of " + choice.Kind;

    /// <summary>What was drawn, and what was chosen most often.</summary>
    private static void Ranges(MitigationBenchmarkResult result, ReportWriter writer)
    {
        ReportTable table = new("Hyper-parameters", ["Method", "Drawn from", "Chosen draws"]);
        foreach (BenchmarkMethod method in result.Methods)
        {
            table.Add([
                method.Id,
                string.Join("; ", method.Search.Select(range => $"{range.Key} {range.Value}")),
                string.Join("; ", result.Runs.Where(run => run.IsChosen && run.Method == method.Id)
                    .Select(run => string.Create(
                        CultureInfo.InvariantCulture, $"{run.Attribute}, seed {run.Seed}: draw {run.Draw}")))]);
        }

        writer.Heading("Hyper-parameters");
        writer.Table(table);
    }
}
