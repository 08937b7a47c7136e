using Isonomia.Adaptation;
using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>The sections of a benchmark of mitigations: who helped, what it cost, then both comparisons.</summary>
internal static class BenchmarkSections
{
    internal static IReadOnlyList<ReportSection> For(MitigationBenchmarkResult result)
    {
        List<ReportSection> sections =
        [
            new("summary", "What each method did", writer => Summary(result, writer)),
            new("rules", "What each rule would have chosen", writer => BenchmarkRules.Write(result, writer)),
            new("cost", "What each method needs and costs", writer => Cost(result, writer)),
        ];
        foreach ((string id, string title, ComparisonResult? comparison) in new[]
        {
            ("scores", "Scores", result.Scores), ("decisions", "Decisions", result.Decisions),
        })
        {
            if (comparison is not null)
            {
                sections.AddRange(ComparisonSections.For(comparison).Select(section =>
                    section with { Id = $"{id}-{section.Id}", Title = $"{title}: {section.Title}" }));
            }
        }

        return sections;
    }

    private static void Summary(MitigationBenchmarkResult result, ReportWriter writer)
    {
        writer.Lead(
            "Against plain training (erm) with the same seeds and budget, on test rows, an attribute a setting. A "
                + "difference "
                + "is the method minus erm in the better direction; the label says whether a smaller gap was paid for "
                + "by a "
                + "group. Plain training stays the recommendation unless an interval shows a gain.");
        foreach ((string title, ComparisonResult? comparison) in new[]
        {
            (result.Scores?.MetricName + " of scores", result.Scores),
                (result.Decisions?.MetricName + " of decisions", result.Decisions),
        })
        {
            if (comparison is null)
            {
                continue;
            }

            ReportTable table = new(title, [
                "Method", "Attribute", TableColumn.Number("Overall, change"), TableColumn.Number("Worst group, change"),
                TableColumn.Number("Gap, change"), "Groups that gained", "Groups that lost", "Label"]);
            foreach (ComparisonChange change in comparison.Changes)
            {
                table.Add([
                    change.Model, change.Dataset ?? "–", Change(change.Change.OverallChange),
                    Change(change.Change.WorstChange), Change(change.Change.GapChange),
                    Groups(change, isGain: true), Groups(change, isGain: false),
                    new TableCell(Markup.Text(change.Change.Label.Replace('_', ' ')))
                        .Under($"point values: {change.Change.PointLabel.Replace('_', ' ')}")]);
            }

            writer.Heading(title);
            writer.Table(table);
        }

        string[] failed = [.. result.Runs.Where(run => run.Failed is not null)
            .Select(run => $"{run.Method} by {run.Attribute}, seed {run.Seed}: {run.Failed}").Distinct()];
        if (failed.Length > 0)
        {
            writer.Heading("Runs without a result");
            writer.List(failed);
        }
    }

    private static void Cost(MitigationBenchmarkResult result, ReportWriter writer)
    {
        ReportTable table = new("Needs and cost", [
            "Method", "Stage", "Attribute in training", "Attribute when deciding", "Randomized",
            TableColumn.Number("Seconds a run"), TableColumn.Number("Trainings a run"),
            TableColumn.Number("MB asked for a run"), TableColumn.Number("Peak MB of the process"),
            TableColumn.Number("Joules a run")]);
        foreach (BenchmarkMethod method in result.Methods)
        {
            table.Add([
                method.Id, method.Stage, method.NeedsAttributeInTraining ? "yes" : "no",
                method.NeedsAttributeAtTest ? "yes" : "no", method.IsRandomized ? "yes" : "no",
                TableCell.Number(method.Seconds), TableCell.Number(method.Trainings),
                TableCell.Number(method.AllocatedBytes / 1e6), TableCell.Number(method.PeakMemoryBytes / 1e6),
                TableCell.Number(method.EnergyJoules)]);
        }

        writer.Table(table);
        writer.Paragraph(
            "Memory asked for is the sum over a run, most of which is given back at once; the peak is that of the "
                + "whole "
                + "process, embeddings and other runs included. Energy is that of the processor packages, everything "
                + "on the machine included.");
        if (result.Methods.Select(method => method.EnergyUnknown).FirstOrDefault(own => own is not null) is { } reason)
        {
            writer.Paragraph($"Energy is unknown: {reason}.");
        }
    }

    private static TableCell Change(double? value) =>
        TableCell.Number(value, value is { } change ? NumberFormat.Change(change) : null);

    private static string Groups(ComparisonChange change, bool isGain)
    {
        string[] names = [.. change.Change.Groups.Where(group => isGain ? group.Low > 0 : group.High < 0)
            .Select(group => group.A)];
        return names.Length == 0 ? "none beyond noise" : string.Join(", ", names);
    }
}
