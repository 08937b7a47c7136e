using System.CommandLine;
using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia embed</c>: pictures of a cohort into a store of embeddings, or embeddings made
/// elsewhere.</summary>
internal static class EmbedCommand
{
    private const int ShownPictures = 20;

    internal static Command Create()
    {
        EmbedOptions options = new();
        Command command = new(
            "embed",
            "Turns the pictures of a cohort into embeddings with an ONNX model, and keeps them in a store. Run it "
                + "again after an "
            + "interruption, or in many processes at once: nothing is computed twice.");
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options, parsed, cancellation)));
        return command;
    }

    private static int Run(EmbedOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        Cohort cohort = Cohort.Open(options.Cohort.From(parsed), cancellation);
        string store = parsed.GetRequiredValue(options.Out);
        string? file = parsed.GetValue(options.Import);
        string? model = parsed.GetValue(options.Model);
        if ((file is null) == (model is null))
        {
            throw new ArgumentException("Either --model or --import is needed, and not both.");
        }

        EmbeddingResult result;
        using (EmbeddingConsole progress = EmbeddingConsole.OnStandardError())
        {
            result = file is not null
                ? EmbeddingImport.Run(
                    new EmbeddingImportRequest
                    {
                        Path = file,
                        StorePath = store,
                        Cohort = cohort.Name,
                        Ids = cohort.Ids,
                        IdsPath = parsed.GetValue(options.ImportIds),
                        IdColumn = parsed.GetValue(options.ImportIdColumn),
                        Type = options.TypeOf(parsed),
                    },
                    cancellation)
                : EmbeddingExtraction.Run(
                    options.Request(parsed, cohort, ModelCommand.Registry(parsed, options.Registry).Resolve(model!)),
                    progress, cancellation);
        }

        Print(result, parsed.GetValue(options.Json));
        if (parsed.GetValue(options.Export) is { } export)
        {
            using EmbeddingMatrix matrix = EmbeddingMatrix.Open(store);
            string ids = EmbeddingExport.WriteNumpy(matrix, export, cancellation);
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"Wrote {matrix.Count} × {matrix.Width} to {export}, ids to {ids}."));
        }

        return ExitCode.Success;
    }

    private static void Print(EmbeddingResult result, bool isJson)
    {
        if (isJson)
        {
            Console.WriteLine(JsonText.Of(result));
            return;
        }

        string rate = result.ImagesPerSecond > 0
            ? string.Create(CultureInfo.InvariantCulture,
                $" at {result.ImagesPerSecond:0.#}/s (batch {result.Facts.BatchSize}: {result.Facts.BatchReason})")
            : string.Empty;
        Terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.EmbeddedCount} of {result.SampleCount} samples have an embedding of width {result.Facts.Width}; "
                + $"{result.ComputedCount} computed now{rate}."));
        Terminal.Output.WriteLine(
            $"Store: {result.StorePath} (model {result.Facts.Model}, {result.Facts.Type}, key {result.Key[..12]})");
        if (result.Unreadable.Count > 0)
        {
            Terminal.Output.WriteLine($"{result.Unreadable.Count} without an embedding:");
            foreach (UnreadableImage image in result.Unreadable.Take(ShownPictures))
            {
                Terminal.Output.WriteLine($"  {image.Id}: {image.Reason}");
            }

            if (result.Unreadable.Count > ShownPictures)
            {
                Terminal.Output.WriteLine($"  … and {result.Unreadable.Count - ShownPictures} more; --json lists all");
            }
        }
    }
}
