using System.CommandLine;
using System.Globalization;
using Isonomia.Embeddings;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia model</c>: registers ONNX models and checks that pictures reach them as they were
/// trained.</summary>
internal static class ModelCommand
{
    internal static Command Create()
    {
        Command command =
            new("model",
                "Registers ONNX models, shows them, and checks that pictures reach them as they were trained.");
        command.Subcommands.Add(ModelAddCommand.Create());
        command.Subcommands.Add(List());
        command.Subcommands.Add(Show());
        command.Subcommands.Add(ModelCheckCommand.Create());
        command.Subcommands.Add(ModelGradientCommand.Create());
        return command;
    }

    internal static Option<string?> RegistryOption() => new("--registry")
    {
        Description =
            $"The folder of registered models; otherwise {ModelRegistry.Variable}, or the user's data folder.",
            HelpName = "FOLDER",
    };

    internal static ModelRegistry Registry(ParseResult parsed, Option<string?> option) =>
        new(parsed.GetValue(option) ?? ModelRegistry.DefaultFolder);

    /// <summary>A file, or the picture files of a folder, in order.</summary>
    internal static IReadOnlyList<string> Pictures(string[]? paths)
    {
        List<string> files = [];
        foreach (string path in paths ?? [])
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path).Order(StringComparer.Ordinal));
            }
            else if (File.Exists(path))
            {
                files.Add(path);
            }
            else
            {
                throw new ArgumentException($"'{path}' was not found; a picture or a folder of pictures was expected.");
            }
        }

        return files;
    }

    private static Command List()
    {
        Option<string?> registry = RegistryOption();
        Option<bool> json = new("--json") { Description = "Machine-readable output." };
        Command command = new("list", "Lists the registered models.") { registry, json };
        command.SetAction(parsed =>
        {
            ModelRegistry models = Registry(parsed, registry);
            ModelCard[] cards = [.. models.Names.Select(name => ModelCard.Read(models.Resolve(name)))];
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonText.Of(cards));
                return ExitCode.Success;
            }

            Table table = new Table().Border(TableBorder.Simple)
                .Title($"{cards.Length} models in {Markup.Escape(models.Folder)}");
            table.AddColumn("name").AddColumn("embedding").AddColumn("width").AddColumn("input").AddColumn("text")
                .AddColumn("license");
            foreach (ModelCard card in cards)
            {
                int? width = card.Outputs.First(output => output.Name == card.Embedding).Width;
                table.AddRow(
                    Markup.Escape(card.Name), Markup.Escape(card.Embedding),
                    width?.ToString(CultureInfo.InvariantCulture) ?? "?",
                    Markup.Escape($"{card.Input.Width}×{card.Input.Height} {card.Input.Color}"), card.Text is null
                        ? "no" : "yes",
                    Markup.Escape(card.License));
            }

            Terminal.Output.Write(table);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Show()
    {
        Argument<string> model = new("MODEL") { Description = "A registered name or a folder with model.json." };
        Option<string?> registry = RegistryOption();
        Option<bool> json = new("--json") { Description = "Machine-readable output." };
        Command command = new("show", "Shows what the card of a model says.") { model, registry, json };
        command.SetAction(parsed =>
        {
            string folder = Registry(parsed, registry).Resolve(parsed.GetRequiredValue(model));
            ModelCard card = ModelCard.Read(folder);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(JsonText.Of(card));
                return ExitCode.Success;
            }

            Grid grid = new();
            grid.AddColumn().AddColumn();
            (string Name, string Value)[] facts =
            [
                ("model", card.Name), ("folder", folder), ("file", card.File), ("SHA-256", card.Sha256),
                ("input", $"{card.Input.Name}: {card.Input.Text}"),
                ("outputs", string.Join(", ",
                    card.Outputs.Select(output =>
                        $"{output.Name} [{output.Width?.ToString(CultureInfo.InvariantCulture) ?? "?"}]"))),
                ("embedding", card.Pooling == TokenPooling.Flatten ? card.Embedding
                    : $"{card.Embedding}, {card.Pooling}"),
                ("text tower", card.Text is { } text ? $"{text.Output}, {text.Length} tokens, {text.Tokenizer.Kind}"
                    : "none"),
                ("license", card.License), ("source", card.Source),
            ];
            foreach ((string name, string value) in facts)
            {
                grid.AddRow(Markup.Escape(name), Markup.Escape(value));
            }

            Terminal.Output.Write(grid);
            return ExitCode.Success;
        });
        return command;
    }
}
