using System.CommandLine;
using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Fairness;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia metrics</c>: every metric, aggregation, criterion, pairwise metric, threshold policy and preset
/// with definition and source.</summary>
internal static class MetricsCommand
{
    internal static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Machine-readable output." };
        Argument<string?> filter = new("TEXT")
        {
            Description = "Show only entries whose id, name or definition contains this text.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Verb command = new(
            "metrics",
            "Lists every metric, aggregation, criterion, pairwise metric, threshold policy and preset with its "
                + "definition and source.",
            ("All entries that speak of calibration", "isonomia metrics calibration"),
            ("For a program", "isonomia metrics --json"))
        {
            json, filter,
        };
        command.SetAction(parsed =>
        {
            IReadOnlyList<Row> rows = [.. Rows().Where(row => row.Matches(parsed.GetValue(filter)))];
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonSerializer.Serialize(rows, JsonOptions));
            }
            else
            {
                Print(rows);
            }

            return rows.Count > 0 ? ExitCode.Success : ExitCode.WrongUse;
        });
        return command;
    }

    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private static IEnumerable<Row> Rows() =>
    [
        .. Metric.All.Select(m => new Row("metric", m.Id, m.Name, m.Definition, Arrow(m.Better), m.Task, m.Source)),
        .. Disparity.All.Select(
            d => new Row("aggregation", d.Id, d.Name, d.Definition, Arrow(d.Better), "any", d.Source)),
        .. Criterion.All.Select(
            c => new Row("criterion", c.Id, c.Name, c.Definition, Arrow(c.Better), "binary", c.Source)),
        .. PairMetric.All.Select(
            p => new Row("pairwise", p.Id, p.Name, p.Definition, Arrow(p.Better), "binary", p.Source)),
        .. ThresholdPolicy.All.Select(
            p => new Row("threshold", p.Id, p.Name, p.Definition, string.Empty, "binary", p.Source)),
        .. ParityPreset.All.Select(p => new Row("preset", p.Id, p.Name, p.Definition, string.Empty, "any", p.Source)),
    ];

    private static string Arrow(Direction better) => better switch
    {
        Direction.HigherIsBetter => "↑",
        Direction.LowerIsBetter => "↓",
        Direction.CloserToZero => "→0",
        Direction.CloserToOne => "→1",
        _ => string.Empty,
    };

    private static void Print(IReadOnlyList<Row> rows)
    {
        foreach (IGrouping<string, Row> kind in rows.GroupBy(row => row.Kind))
        {
            Table table = new Table().Border(TableBorder.Simple).Title($"[bold]{kind.Key} ({kind.Count()})[/]");
            table.AddColumn("id").AddColumn(string.Empty).AddColumn("definition").AddColumn("source");
            foreach (Row row in kind)
            {
                table.AddRow(
                    Markup.Escape(row.Id),
                    row.Better,
                    Markup.Escape($"{row.Name}: {row.Definition}"),
                    Markup.Escape(row.Source.Text));
            }

            Terminal.Output.Write(table);
        }

        Terminal.Output.WriteLine(
            "Besides the named criteria, METRIC_gap is the gap of any metric, for example auroc_gap.");
    }

    private sealed record Row(
        string Kind, string Id, string Name, string Definition, string Better, string Task, Citation Source)
    {
        internal bool Matches(string? text) =>
            text is null
            || Id.Contains(text, StringComparison.OrdinalIgnoreCase)
            || Name.Contains(text, StringComparison.OrdinalIgnoreCase)
            || Definition.Contains(text, StringComparison.OrdinalIgnoreCase);
    }
}
