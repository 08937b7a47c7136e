using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary>Shows the answer of an audit on a terminal: the headline, the primary table, where the report is.</summary>
internal static class AuditPrinter
{
    internal static void Print(IAnsiConsole console, AuditResult result, string report)
    {
        string model = result.Model is null ? string.Empty : $"[bold]{Markup.Escape(result.Model)}[/]: ";
        console.MarkupLine(model + $"[bold]{Markup.Escape(Title(result.Verdict.Verdict))}[/]");
        console.WriteLine(result.Verdict.Headline);
        foreach (string sentence in result.Verdict.Sentences)
        {
            console.WriteLine("- " + sentence);
        }

        foreach (AuditFlag flag in result.Flags.Where(flag => !result.Verdict.Sentences.Contains(flag.Sentence)))
        {
            console.WriteLine($"! {flag.Sentence}");
        }

        foreach (ReadingNote note in result.Notes
            .Where(note => !result.Flags.Any(flag => flag.Sentence == note.Sentence)))
        {
            console.WriteLine($"· {note.Sentence}");
        }

        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumns("attribute", "criterion", "value", "interval", "p adjusted", "verdict");
        foreach (DisparityResult d in result.Disparities.Where(d => d.Role == "primary" && d.Verdict is not null))
        {
            table.AddRow(
                Markup.Escape(d.Attribute),
                Markup.Escape(d.Aggregation == "criterion" ? d.Metric : $"{d.Metric} {d.Aggregation}"),
                Number(d.Value),
                d.Low is null ? "–" : $"{Number(d.Low)} to {Number(d.High)}",
                Number(d.PAdjusted),
                Markup.Escape(
                    Words(d.Verdict) + (d.Detail.Reason is null ? string.Empty : $" ({Words(d.Detail.Reason)})")));
        }

        console.Write(table);
        console.WriteLine($"Report: {report}");
    }

    private static string Title(string verdict) => verdict switch
    {
        "disparity_found" => "Disparity found",
        "no_disparity_found" => "No disparity above the margin found",
        _ => "Insufficient evidence",
    };

    private static string Words(string? id) => id?.Replace('_', ' ') ?? string.Empty;

    private static string Number(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "–";
}
