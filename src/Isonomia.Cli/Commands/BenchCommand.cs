using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia bench</c>: mitigations × attributes × seeds on the embeddings of a cohort.</summary>
internal static class BenchCommand
{
    private static readonly EmbeddedCohortOptions Shared = new();
    private static readonly MitigationOptions Options = new();
    private static readonly BackboneOptions Backbone = new();

    private static readonly Option<string[]> Methods = NewOption.Many(
        "--methods", "ID", "The mitigations, separated by commas or blanks; erm is always added.");

    private static readonly Option<string?> Preset = NewOption.One(
        "--preset", "ID",
        $"Methods and training of a published benchmark: {string.Join(", ", BenchmarkPreset.All.Select(p => p.Id))}.");

    private static readonly Option<int> Seeds = NewOption.With("--seeds", "N", "Seeds a method.", 5);

    private static readonly Option<int> Draws = NewOption.With(
        "--draws", "N",
        "Draws of hyper-parameters for every method and seed, erm too; the first is the defaults. Validation chooses.",
        1);

    private static readonly Option<string?> ChooseBy = NewOption.One(
        "--choose-by", "RULE",
        $"What chooses among draws (default: the rule of --selection): "
            + $"{string.Join(", ", SelectionRule.All.Select(rule => rule.Id))}.");

    private static readonly Option<double> GapLimit = NewOption.With(
        "--gap-limit", "X", "The largest gap that the rule gap_constrained admits.", 0.05);

    private static readonly Option<bool> Resplit = new("--resplit")
    {
        Description = "Deals splits anew for every seed, by patient, in the cohort's proportions.",
    };

    internal static Command Create()
    {
        Shared.Embeddings.Required = false;
        Verb command = new(
            "bench",
            "Runs several mitigations with several seeds, an attribute at a time, and compares them with plain "
                + "training: "
                + "paired differences, ranks, trade-offs, who gains and who loses, cost. Finished runs are kept, so "
                + "that a stopped benchmark goes on, and several processes given the same --out share the work. "
                + "Writes bench.json and bench.html.",
            ("Five methods, five seeds, every attribute of the cohort",
                "isonomia bench cohort --embeddings store --label malignant --methods "
                    + "group_dro,resample,reweigh,jtt,leace "
                    + "--out bench"),
            ("Hyper-parameters searched for every method, by the worst group on validation",
                "isonomia bench cohort --embeddings store --label malignant --by sex --methods group_dro,resample "
                    + "--draws 16 --out bench"),
            ("The methods of a published benchmark",
                "isonomia bench cohort --embeddings store --label malignant --by sex --preset medfair --out medfair"),
            ("The last layers of a model trained with every method",
                "isonomia bench cohort --model mobilenet_v2 --adapter last_layers --layers 1 --label malignant --by "
                    + "sex "
                    + "--methods group_dro,resample --epochs 4 --batch-size 64 --out tuned"));
        Shared.AddTo(command,
            [Methods, Preset, Seeds, Draws, ChooseBy, GapLimit, Resplit, .. Options.All, .. Backbone.All]);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        BenchmarkPreset? preset = parsed.GetValue(Preset) is { } id ? BenchmarkPreset.All[id] : null;
        string[] methods = [.. (parsed.GetValue(Methods) ?? []).SelectMany(text =>
            text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        string folder = parsed.GetRequiredValue(Shared.Out);
        BackboneRequest? backbone = Backbone.From(parsed, 1);
        if ((backbone is null) == (parsed.GetValue(Shared.Embeddings) is null))
        {
            throw new ArgumentException(
                "Either --embeddings STORE (heads on stored embeddings) or --model NAME_OR_FOLDER (a model trained on "
                    + "the pictures) is needed.");
        }

        MitigationBenchmarkResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = MitigationBenchmark.Run(
                new MitigationBenchmarkRequest
                {
                    Source = Shared.From(parsed),
                    Backbone = backbone,
                    Label = Shared.RequireLabel(parsed),
                    Positive = parsed.GetValue(Options.Positive),
                    Texts = parsed.GetValue(Options.Texts),
                    Methods = [.. preset?.Methods ?? [], .. methods],
                    By = parsed.GetValue(Options.By) ?? [],
                    SeedCount = parsed.GetValue(Seeds),
                    DrawCount = parsed.GetValue(Draws),
                    ChooseBy = parsed.GetValue(ChooseBy),
                    GapLimit = parsed.GetValue(GapLimit),
                    IsResplit = parsed.GetValue(Resplit),
                    Training = preset?.Training ?? Options.Training(parsed),
                    OutputFolder = folder,
                    Replicates = parsed.GetValue(Options.Replicates),
                    Seed = parsed.GetValue(Shared.Seed),
                    Threads = parsed.GetValue(Shared.Threads),
                },
                progress,
                cancellation);
        }

        AtomicFile.WriteText(Path.Combine(folder, "bench.json"), MitigationBenchmarkJson.Serialize(result));
        BenchmarkReport.Write(result, Path.Combine(folder, "bench.html"));
        TextWriter output = parsed.InvocationConfiguration.Output;
        if (preset is { Missing.Count: > 0 })
        {
            output.WriteLine($"Not offered on embeddings yet: {string.Join(", ", preset.Missing)}.");
        }

        Print(output, "AUROC", result.Scores);
        Print(output, "Balanced accuracy of decisions", result.Decisions);
        PrintChoices(output, result);
        foreach (BenchmarkRun run in result.Runs.Where(run => run.Failed is not null).DistinctBy(run => run.Method))
        {
            output.WriteLine($"No result: {run.Method} by {run.Attribute}: {run.Failed}");
        }

        output.WriteLine(Path.Combine(folder, "bench.html"));
        return ExitCode.Success;
    }

    /// <summary>What each rule would have chosen by validation, and what that is worth on test rows.</summary>
    private static void PrintChoices(TextWriter output, MitigationBenchmarkResult result)
    {
        foreach (IGrouping<string, BenchmarkChoice> choices in result.Choices
            .Where(choice => choice.Kind == "scores" && choice.Method is not null)
            .GroupBy(choice => choice.Attribute))
        {
            output.WriteLine($"What each rule chooses on validation by {choices.Key}, and its test values");
            foreach (BenchmarkChoice choice in choices)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    {choice.Rule,-26} {choice.Method}, seed {choice.Seed}, draw {choice.Draw}: overall "
                        + $"{MitigationPrinter.Number(choice.TestOverall)}  worst "
                        + $"{MitigationPrinter.Number(choice.TestWorst)}  gap "
                        + $"{MitigationPrinter.Number(choice.TestGap)}")
                    + (choice.IsDeclared ? "  (declared)" : string.Empty));
            }
        }
    }

    private static void Print(TextWriter output, string title, ComparisonResult? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        output.WriteLine($"{title}, mean over seeds");
        foreach (ComparisonSetting setting in comparison.Settings)
        {
            output.WriteLine($"  by {setting.Dataset} ({string.Join(", ", setting.Groups)})");
            foreach (ComparisonValue value in comparison.Values.Where(value => value.Dataset == setting.Dataset))
            {
                ComparisonChange? change = comparison.Changes.FirstOrDefault(
                    one => one.Dataset == setting.Dataset && one.Model == value.Model);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"    {value.Model,-26} overall {MitigationPrinter.Number(value.Overall?.Value)}  worst "
                        + $"{MitigationPrinter.Number(value.Worst?.Value)} ± "
                        + $"{MitigationPrinter.Number(value.Worst?.StandardDeviation)}  "
                        + $"gap "
                        + $"{MitigationPrinter.Number(value.Gap?.Value)}  {change?.Change.Label}")
                    + (change is null ? string.Empty : $" (point values: {change.Change.PointLabel})"));
            }
        }
    }
}
