using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;

namespace Isonomia.Cli;

/// <summary><c>isonomia tune</c>: trains a model, or a part of it, on the pictures of a cohort.</summary>
internal static class TuneCommand
{
    private static readonly CohortOptions Cohort = new();
    private static readonly EmbeddedCohortOptions Shared = new();

    private static readonly BackboneOptions Backbone = new();

    private static readonly Option<string?> Positive = NewOption.One(
        "--positive", "VALUE", "The label value that is positive; all others are negative.");

    private static readonly Option<string[]> By = NewOption.Many(
        "--by", "COL", "The attribute that method and selection work on, several: crossed (default: the first).");

    private static readonly Option<string> Method = NewOption.With(
        "--method", "ID", "The mitigation that trains; 'isonomia adapt --help' and the guide list them.", "erm");

    private static readonly Option<string[]> Set = NewOption.Many(
        "--set", "NAME=VALUE", "A setting of the method, for example eta=0.01.");

    private static readonly Option<string> Head = NewOption.With(
        "--head", "KIND", MitigationOptions.HeadText, "linear");

    private static readonly MitigationOptions Mitigation = new();

    private static readonly Option<string> Schedule = NewOption.With(
        "--schedule", "KIND", "cosine: the learning rate falls along half a cosine; or constant.", "cosine");

    private static readonly Option<string> Optimizer = NewOption.With(
        "--optimizer", "KIND", "adamw or sgd (momentum 0.9).", "adamw");

    private static readonly Option<double> Rate = NewOption.With(
        "--learning-rate", "X", "The learning rate.", 1e-3);

    private static readonly Option<double> Decay = NewOption.With("--weight-decay", "X", "The weight decay.", 1e-4);

    private static readonly Option<double> Clipping = NewOption.With(
        "--clipping-norm", "X", "The largest norm of the gradient; 0: any.", 5.0);

    private static readonly Option<int> Batch = NewOption.With("--batch-size", "N", "Rows a step.", 32);

    private static readonly Option<int> Epochs = NewOption.With("--epochs", "N", "Epochs at most.", 10);

    private static readonly Option<int> Patience = NewOption.With(
        "--patience", "N", "Epochs without a better validation value before training stops; 0: never.", 5);

    private static readonly Option<string> Selection = NewOption.With(
        "--selection", "RULE", "What validation maximizes: worst_group, overall or worst_class.", "worst_group");

    private static readonly Option<int> Every = NewOption.With(
        "--checkpoint-steps", "N", "Steps between two checkpoints.", 50);

    private static readonly Option<int> Threads = NewOption.With(
        "--threads", "N", "Threads; the same number gives the same bytes.", Environment.ProcessorCount);

    internal static Command Create()
    {
        Verb command = new(
            "tune",
            "Trains a head on a model's embedding, and with it biases, low-rank adapters, the last layers or "
                + "all of the model, or the prompts of a dual encoder, given only its ONNX file. Writes model.onnx "
                + "and model.json for 'isonomia embed', "
                + "predictions.csv for 'isonomia audit', and tune.json. Run it again after an interruption: it goes on "
                + "from the last checkpoint.",
            ("A head on the frozen model",
                "isonomia tune cohort --model mobilenet_v2 --label malignant --attribute sex --out head"),
            ("Low-rank adapters, the worst cell of sex and label weighing most",
                "isonomia tune cohort --model vit --label malignant --attribute sex --adapter lora --rank 8 "
                    + "--method group_dro --out lora"),
            ("The context of a dual encoder's prompts",
                "isonomia tune cohort --model clip --label malignant --attribute sex --adapter prompt "
                    + "--class \"0=a benign mole\" --class \"1=a melanoma\" --context-init \"a photo of\" "
                    + "--out prompts"));
        Cohort.AddTo(command);
        command.AddAll(
            [
                .. Backbone.All, Positive, By, Method, Set, Mitigation.Texts, Head, Mitigation.LogitScale,
                Mitigation.AdapterShare, Optimizer, Rate, Schedule, Decay, Clipping, Batch,
                Epochs, Patience, Selection, Every, Shared.Training, Shared.Validation, Shared.Test, Shared.Seed,
                Threads, Shared.Out,
            ]);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        TuneRequest request = new()
        {
            Backbone = Backbone.From(parsed, parsed.GetValue(Threads))
                ?? throw new ArgumentException("A model is needed: --model NAME_OR_FOLDER."),
            Cohort = Cohort.From(parsed),
            Label = parsed.GetValue(Cohort.Label) is [string label] ? label
                : throw new ArgumentException("Exactly one label column is needed: --label COL."),
            Positive = parsed.GetValue(Positive),
            By = parsed.GetValue(By) ?? [],
            Texts = parsed.GetValue(Mitigation.Texts),
            Method = parsed.GetRequiredValue(Method),
            Settings = MitigationOptions.Pairs(parsed.GetValue(Set) ?? []),
            Training = new TrainingOptions
            {
                Head = parsed.GetRequiredValue(Head),
                LogitScale = parsed.GetValue(Mitigation.LogitScale),
                AdapterShare = parsed.GetValue(Mitigation.AdapterShare),
                Schedule = parsed.GetRequiredValue(Schedule),
                Optimizer = parsed.GetRequiredValue(Optimizer),
                LearningRate = parsed.GetValue(Rate),
                WeightDecay = parsed.GetValue(Decay),
                ClippingNorm = parsed.GetValue(Clipping),
                BatchSize = parsed.GetValue(Batch),
                Epochs = parsed.GetValue(Epochs),
                Patience = parsed.GetValue(Patience),
                Selection = parsed.GetRequiredValue(Selection),
            },
            CheckpointSteps = parsed.GetValue(Every),
            TrainingSplit = parsed.GetValue(Shared.Training),
            ValidationSplit = parsed.GetValue(Shared.Validation),
            TestSplit = parsed.GetValue(Shared.Test),
            OutputFolder = parsed.GetRequiredValue(Shared.Out),
            Seed = parsed.GetValue(Shared.Seed),
        };
        TuneResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = ModelTuning.Run(request, progress, cancellation);
        }

        Print(parsed.InvocationConfiguration.Output, result, request);
        return ExitCode.Success;
    }

    private static void Print(TextWriter output, TuneResult result, TuneRequest request)
    {
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Model} on '{result.Label}' by {result.Attribute}, adapter {result.Adapter}, method "
                + $"{result.Method}: {result.SplitSizes[0]} rows train, {result.SplitSizes[1]} choose, "
                + $"{result.SplitSizes[2]} are judged."));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.TrainedCount} of {result.ParameterCount} numbers trained ({result.TrainedShare:0.0000}); "
                + $"{result.StepCount} steps{(result.ResumedFrom > 0 ? $" (on from {result.ResumedFrom})" : "")}, "
                + $"{result.SecondsPerStep ?? 0:0.000} s a step, peak memory {result.PeakMemoryBytes >> 20} MiB."));
        output.WriteLine($"epoch  step  loss    {request.Training.Selection} on validation (it chooses)");
        foreach (TuneEpoch epoch in result.History)
        {
            string value = MitigationPrinter.Number(epoch.ValidationValue);
            string kept = epoch.Epoch == result.BestEpoch ? "  kept" : string.Empty;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{epoch.Epoch,5} {epoch.Step,5}  {epoch.Loss:0.0000}  {value}{kept}"));
        }

        foreach (ReadingNote note in result.Notes)
        {
            output.WriteLine("- " + note.Sentence);
        }

        output.WriteLine($"Model: {request.OutputFolder} (isonomia embed … --model {request.OutputFolder})");
        if (result.Prompt is not null)
        {
            output.WriteLine(
                $"Context alone: {Path.Combine(request.OutputFolder, "prompts.safetensors")}; tuned classes for "
                    + $"--texts: {Path.Combine(request.OutputFolder, "tuned_texts")}");
        }

        if (result.AdaptersPath is { } adapters)
        {
            output.WriteLine($"Adapters and head alone: {adapters}");
        }

        output.WriteLine($"Predictions: {result.PredictionsPath}");
        output.WriteLine(
            $"Audit them: isonomia audit {result.PredictionsPath} {string.Join(' ', result.AuditOptions)} --out "
                + Path.Combine(request.OutputFolder, "audit"));
    }
}
