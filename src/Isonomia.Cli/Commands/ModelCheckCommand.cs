using System.CommandLine;
using System.Globalization;
using Isonomia.Embeddings;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia model check</c>: golden pixels, the publisher's own check, features served elsewhere, pictures
/// of the field.</summary>
internal static class ModelCheckCommand
{
    internal static Command Create()
    {
        Argument<string> model = new("MODEL") { Description = "A registered name or a folder with model.json." };
        Option<string?> features = new("--features")
        {
            Description = "Features of the probe pictures that another program computed (.npy, one row a picture).",
            HelpName = "FILE",
        };
        Option<string[]> pictures = new("--pictures")
        {
            Description = "Pictures of the field, to compare with those given at registration.", HelpName = "PATH",
        };
        Option<string?> write = new("--write-pictures")
        {
            Description = "Write the probe pictures into a folder, to feed another program with them, and stop.",
            HelpName = "FOLDER",
        };
        Option<bool> json = new("--json") { Description = "Machine-readable output." };
        Option<string?> registry = ModelCommand.RegistryOption();
        Command command = new(
            "check", "Checks that pictures reach a model as they were trained; names wrong channel order, scaling, "
                + "normalization and resizing. "
            + "Exit code 1 where a fault was found.")
        {
            model, features, pictures, write, json, registry,
        };
        command.SetAction((parsed, cancellation) =>
        {
            if (parsed.GetValue(write) is { } folder)
            {
                Terminal.Output.WriteLine(
                    $"Wrote {ModelCheck.WritePictures(folder).Count} probe pictures to {folder}.");
                return Task.FromResult(ExitCode.Success);
            }

            ModelCheckResult result = ModelCheck.Run(
                new ModelCheckRequest
                {
                    ModelFolder = ModelCommand.Registry(parsed, registry).Resolve(parsed.GetRequiredValue(model)),
                    FeaturesPath = parsed.GetValue(features),
                    Pictures = ModelCommand.Pictures(parsed.GetValue(pictures)),
                },
                cancellation);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonText.Of(result));
            }
            else
            {
                Print(result);
            }

            return Task.FromResult(result.HasFault ? ExitCode.GateFailed : ExitCode.Success);
        });
        return command;
    }

    private static void Print(ModelCheckResult result)
    {
        IAnsiConsole console = Terminal.Output;
        console.WriteLine($"{result.Model}: {result.Preprocessing}");
        foreach (ModelFinding finding in result.Findings)
        {
            (string word, string color) = finding.State switch
            {
                FindingState.Good => ("ok", "green"),
                FindingState.Fault => ("FAULT", "red"),
                FindingState.Warning => ("warning", "yellow"),
                _ => ("not checked", "grey"),
            };
            string distance = finding.Distance is { } value
                ? string.Create(CultureInfo.InvariantCulture, $" (distance {value:0.#####})") : string.Empty;
            console.MarkupLine($"[{color}]{word,-11}[/] {finding.Id}: {Markup.Escape(finding.Sentence)}{distance}");
            foreach (ModelAlternative way in finding.Alternatives.Take(3))
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"              {way.Distance:0.#####}  {way.Text}"));
            }
        }
    }
}
