using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary><c>isonomia probe</c>: learns a label from embeddings and writes predictions that an audit reads.</summary>
internal static class ProbeCommand
{
    private static readonly EmbeddedCohortOptions Shared = new();

    private static readonly Option<string?> Positive = EmbeddedCohortOptions.One(
        "--positive", "The label value that is positive; all others are negative.");

    private static readonly Option<bool> Regression =
        new("--regression") { Description = "The label is a number to predict." };

    private static readonly Option<string> Kind = new("--probe")
    {
        Description = $"How to read the label: {string.Join(", ", Probe.All.Select(probe => probe.Id))}.",
        HelpName = "ID",
        DefaultValueFactory = _ => "logistic",
    };

    private static readonly Option<double[]> Grid = new("--grid")
    {
        Description = "Values to try, the most cautious first (C, alpha, k or temperature; default: the probe's own).",
        HelpName = "X",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string?> Calibrate = EmbeddedCohortOptions.One(
        "--calibrate",
            $"Calibrate on the validation split: {string.Join(", ", Calibrator.All.Select(one => one.Id))}.", "ID");

    private static readonly Option<bool> Balanced = new("--balanced")
    {
        Description = "Classes weigh the same in training, whatever their size.",
    };

    private static readonly Option<string?> Weight = EmbeddedCohortOptions.One(
        "--weight", "A column of sampling weights for training.", "COL");

    private static readonly Option<int?> Shots = new("--shots")
    {
        Description = "Train on so many patients of each class only, one picture of each, drawn by seed.",
            HelpName = "N",
    };

    private static readonly Option<bool> Parquet =
        new("--parquet") { Description = "Write predictions.parquet instead of .csv." };

    private static readonly Option<string?> Proxies = ProxyOption.Create();

    internal static Command Create()
    {
        Verb command = new(
            "probe",
            "Learns a label from the embeddings of a cohort: fits on the training split, chooses the setting on the "
                + "validation split, scores validation and test. Writes predictions.csv, which 'isonomia audit' reads, "
                + "and probe.json.",
            ("A logistic probe, calibrated on the validation split",
                "isonomia probe cohort --embeddings store --label malignant --attribute sex --attribute age:0,40,60 "
                    + "--calibrate platt --out probe"),
            ("Ten labeled patients of each class, for an audit by clusters where no attribute is known",
                "isonomia probe cohort --embeddings store --label malignant --probe prototype --shots 10 "
                    + "--proxy-groups auto --out few"));
        Shared.AddTo(command, Positive, Regression, Kind, Grid, Calibrate, Balanced, Weight, Shots, Proxies, Parquet);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        (bool hasProxies, int? proxyCount) = ProxyOption.Read(parsed.GetValue(Proxies));
        string folder = parsed.GetRequiredValue(Shared.Out);
        CohortProbeResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = CohortProbe.Run(
                new CohortProbeRequest
                {
                    Source = Shared.From(parsed),
                    Label = Shared.RequireLabel(parsed),
                    Positive = parsed.GetValue(Positive),
                    IsRegression = parsed.GetValue(Regression),
                    Probe = parsed.GetRequiredValue(Kind),
                    Grid = parsed.GetValue(Grid) ?? [],
                    Calibrator = parsed.GetValue(Calibrate),
                    ClassWeighting = parsed.GetValue(Balanced) ? ClassWeighting.Balanced : ClassWeighting.None,
                    Weight = parsed.GetValue(Weight),
                    Shots = parsed.GetValue(Shots),
                    HasProxyGroups = hasProxies,
                    ProxyGroupCount = proxyCount,
                    OutputFolder = folder,
                    IsParquet = parsed.GetValue(Parquet),
                    Seed = parsed.GetValue(Shared.Seed),
                    Threads = parsed.GetValue(Shared.Threads),
                },
                progress,
                cancellation);
        }

        AtomicFile.WriteText(Path.Combine(folder, "probe.json"), CohortProbeJson.Serialize(result));
        Print(parsed.InvocationConfiguration.Output, result);
        return ExitCode.Success;
    }

    private static void Print(TextWriter output, CohortProbeResult result)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Probe} on '{result.Label}' ({result.Task}): {result.TrainingCount} rows train, "
                + $"{result.ValidationCount} choose "
            + $"{result.SettingName} = {result.Setting:G3}, {result.TestCount} are judged."));
        if (result.TestAuroc is { } auroc)
        {
            output.WriteLine(
                $"AUROC on test {MetricText.Of(auroc)}, on validation {MetricText.Of(result.ValidationAuroc!)} (it "
                    + $"chose).");
        }

        if (result.Calibration is { } calibration)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"Calibrated ({calibration.Id}) on {calibration.RowCount} validation rows: log loss "
                    + $"{calibration.LossBefore:0.0000} before, "
                + $"{calibration.LossAfter:0.0000} after."));
        }

        foreach (AuditFlag flag in result.Proxies?.Flags ?? [])
        {
            output.WriteLine("- " + flag.Sentence);
        }

        foreach (ReadingNote note in result.Notes)
        {
            output.WriteLine("- " + note.Sentence);
        }

        output.WriteLine($"Predictions: {result.PredictionsPath}");
        output.WriteLine(
            $"Audit them: isonomia audit {result.PredictionsPath} {string.Join(' ', result.AuditOptions)} --out audit");
    }
}
