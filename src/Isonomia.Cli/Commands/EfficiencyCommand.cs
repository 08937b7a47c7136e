using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia efficiency</c>: performance and gaps by share of labels.</summary>
internal static class EfficiencyCommand
{
    private static readonly EmbeddedCohortOptions Shared = new();

    private static readonly Option<string?> Positive = EmbeddedCohortOptions.One(
        "--positive", "The label value that is positive; all others are negative.");

    private static readonly Option<double[]> Fractions = new("--fractions")
    {
        Description = "Shares of the training patients, ascending (default: 0.01 0.05 0.1 0.25 0.5 1).",
        HelpName = "F",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<int> Seeds =
        EmbeddedCohortOptions.Count("--sequences", "Nested sequences of subsets.", 5);

    private static readonly Option<string?> MetricId = EmbeddedCohortOptions.One(
        "--metric", "The metric (default: auroc; several classes: auroc@ovr_macro).", "ID");

    private static readonly Option<double?> Target = new("--target")
    {
        Description = "The value to be reached (default: 0.02 below that of all labels).", HelpName = "X",
    };

    private static readonly Option<string> Kind = new("--probe")
    {
        Description = "The probe.", HelpName = "ID", DefaultValueFactory = _ => "logistic",
    };

    private static readonly Option<int> Replicates =
        EmbeddedCohortOptions.Count("--replicates", "Bootstrap replicates.", 500);

    internal static Command Create()
    {
        Verb command = new(
            "efficiency",
            "Fits the same probe on growing shares of the labeled patients and follows performance, worst group, gap "
                + "and verdict. Writes efficiency.json.",
            ("1, 3, 10, 33 and 100 % of the labels, five nested sequences",
                "isonomia efficiency cohort --embeddings store --label malignant --attribute sex --attribute "
                    + "age:0,40,60 --fractions 0.01 0.03 0.1 0.33 1 --out efficiency"));
        Shared.AddTo(command, Positive, Fractions, Seeds, MetricId, Target, Kind, Replicates);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string folder = parsed.GetRequiredValue(Shared.Out);
        EfficiencyRequest request = new()
        {
            Source = Shared.From(parsed),
            Label = Shared.RequireLabel(parsed),
            Positive = parsed.GetValue(Positive),
            SeedCount = parsed.GetValue(Seeds),
            Metric = parsed.GetValue(MetricId),
            Target = parsed.GetValue(Target),
            Probe = parsed.GetRequiredValue(Kind),
            Replicates = parsed.GetValue(Replicates),
            Seed = parsed.GetValue(Shared.Seed),
            Threads = parsed.GetValue(Shared.Threads),
        };
        EfficiencyResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = DataEfficiency.Run(
                parsed.GetValue(Fractions) is { Length: > 0 } fractions ? request with { Fractions = fractions }
                    : request,
                progress,
                cancellation);
        }

        Directory.CreateDirectory(folder);
        AtomicFile.WriteText(Path.Combine(folder, "efficiency.json"), EfficiencyJson.Serialize(result));
        Print(Terminal.Output, result);
        Console.WriteLine(Path.Combine(folder, "efficiency.json"));
        return ExitCode.Success;
    }

    private static void Print(IAnsiConsole console, EfficiencyResult result)
    {
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Cohort}: {result.Metric} of '{result.Label}' on {result.TestCount} test rows, up to "
                + $"{result.TrainingPatients} training patients."));
        Table table = new Table().AddColumns("labels", result.Metric);
        foreach (AttributeEfficiency one in result.Attributes)
        {
            table.AddColumns($"{Markup.Escape(one.Attribute)}: worst", "gap", "verdicts (found/open/none)");
        }

        for (int f = 0; f < result.Overall.Fractions.Count; f++)
        {
            List<string> cells =
            [
                result.Overall.Fractions[f].ToString("P0", CultureInfo.InvariantCulture),
                $"{MetricText.Of(result.Overall.Mean[f])} ± {MetricText.Of(result.Overall.Deviation[f])}",
            ];
            foreach (AttributeEfficiency one in result.Attributes)
            {
                EfficiencyVerdict verdict = one.Verdicts[f];
                cells.Add(MetricText.Of(one.Worst.Mean[f]));
                cells.Add(MetricText.Of(one.Gap.Mean[f]));
                cells.Add($"{verdict.Found}/{verdict.Insufficient}/{verdict.NoneFound}");
            }

            table.AddRow([.. cells]);
        }

        console.Write(table);
        console.WriteLine($"Area under the curve {MetricText.Of(result.Overall.Area)}; each doubling of labels adds "
            + $"{MetricText.Of(result.Overall.SlopePerDoubling)} [{MetricText.Of(result.Overall.SlopeLow)}, "
            + $"{MetricText.Of(result.Overall.SlopeHigh)}]; {MetricText.Of(result.Target)} is reached with "
            + $"{Share(result.Overall.FractionToMatchInterpolated)} of the labels.");
        foreach (AttributeEfficiency one in result.Attributes)
        {
            console.WriteLine(
                $"{one.Attribute}: each doubling changes the gap by {MetricText.Of(one.Gap.SlopePerDoubling)} "
                + $"[{MetricText.Of(one.Gap.SlopeLow)}, {MetricText.Of(one.Gap.SlopeHigh)}]; labels needed for the "
                + $"target: "
                + string.Join(", ",
                    one.Groups.Select(group => $"{group.Key} {Share(group.Value.FractionToMatchInterpolated)}")) + ".");
        }

        foreach (AuditFlag flag in result.Flags)
        {
            console.WriteLine("- " + flag.Sentence);
        }

        foreach (ReadingNote note in result.Notes)
        {
            console.WriteLine("- " + note.Sentence);
        }
    }

    private static string Share(double? share) =>
        share is { } value ? value.ToString("P1", CultureInfo.InvariantCulture) : "never";
}
