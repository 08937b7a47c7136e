using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia compare</c>: several models or methods over several attributes, data sets and seeds.</summary>
internal static class CompareCommand
{
    internal static Command Create()
    {
        Verb command = new(
            "compare",
            "Compares several models over several attributes and seeds: ranks, trade-offs, choices, levelling down.",
            ("One table, several models and training runs",
                "isonomia compare runs.csv --model-column model --seed-column seed --label label --score score "
                    + "--attribute sex --attribute age:0,40,60 --unit patient_id --out comparison"),
            ("One file a model; who gained and who lost against the first",
                "isonomia compare erm.csv reweighted.csv --id image_id --label label --score score --attribute sex "
                    + "--baseline erm --out comparison"));
        CompareOptions options = new();
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(options, parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(CompareOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(options.Out);
        ComparisonResult result;
        using (var progress = ConsoleProgress.OnStandardError())
        {
            result = ModelComparison.Run(options.ToRequest(parsed), progress, cancellation);
        }

        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "comparison.json"), ComparisonJson.Serialize(result));
        ComparisonCsv.Write(result, Path.Combine(folder, "comparison.csv"));
        ComparisonReport.Write(result, Path.Combine(folder, "comparison.html"));
        Print(result, parsed.InvocationConfiguration.Output);
        parsed.InvocationConfiguration.Output.WriteLine();
        parsed.InvocationConfiguration.Output.WriteLine(Path.Combine(folder, "comparison.html"));
        return ExitCode.Success;
    }

    private static void Print(ComparisonResult result, TextWriter output)
    {
        int width = Math.Max(5, result.Models.Max(model => model.Length));
        foreach (ComparisonSetting setting in result.Settings)
        {
            string name = setting.Dataset is null ? setting.Attribute : $"{setting.Dataset}, {setting.Attribute}";
            output.WriteLine($"{name}: {result.MetricName} over {string.Join(", ", setting.Groups)}");
            output.WriteLine($"  {"model".PadRight(width)}  overall    worst      gap  worst group");
            foreach (ComparisonValue value in result.Values.Where(
                    value => value.Dataset == setting.Dataset && value.Attribute == setting.Attribute))
            {
                output.WriteLine(
                    $"  {value.Model.PadRight(width)}  {Number(value.Overall)}  {Number(value.Worst)}  "
                        + $"{Number(value.Gap)}  {value.WorstGroup ?? value.Undefined}");
            }

            foreach (ComparisonChange change in result.Changes.Where(
                change => change.Dataset == setting.Dataset && change.Change.Attribute == setting.Attribute))
            {
                output.WriteLine(
                    $"  {change.Model} against {result.Request.Baseline}: {change.Change.Label} (point values: "
                        + $"{change.Change.PointLabel})");
            }

            output.WriteLine();
        }

        foreach (ComparisonRanking ranking in result.Rankings)
        {
            output.WriteLine(ranking.Sentence);
            output.WriteLine("  " + string.Join(
                ", ",
                ranking.Models.Select(
                    model => $"{model.Model} {model.AverageRank.ToString("0.00", CultureInfo.InvariantCulture)}")));
        }

        foreach (AuditFlag flag in result.Flags)
        {
            output.WriteLine($"{(flag.IsSevere ? "Warning" : "Note")}: {flag.Sentence}");
        }
    }

    private static string Number(SeedSummary? summary) =>
        (summary is null ? "–" : summary.Value.ToString("0.000", CultureInfo.InvariantCulture)).PadLeft(7);
}
