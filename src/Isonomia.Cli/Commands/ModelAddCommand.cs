using System.CommandLine;
using System.Globalization;
using Isonomia.Embeddings;
using Isonomia.Imaging;

namespace Isonomia.Cli;

/// <summary><c>isonomia model add</c>: registers a model with its card, or describes one that has none.</summary>
internal static class ModelAddCommand
{
    private static readonly Argument<string> ModelPath =
        new("PATH") { Description = "A folder with model.json, or an ONNX file." };
    private static readonly Option<string?> Card =
        Text("--card", "FILE", "The card, where it is not the model.json beside the model.");
    private static readonly Option<string?> Name =
        Text("--name", "NAME", "The name to register an ONNX file without a card under.");
    private static readonly Option<int?> Size =
        new("--size") { Description = "Rows and columns of the input, where the file leaves them open." };
    private static readonly Option<string?> Colour = Text("--colour", "ORDER", "RGB, BGR or gray.");
    private static readonly Option<string?> Mean =
        Text("--mean", "A,B,C", "The mean of every band for pixels in [0, 1].");
    private static readonly Option<string?> Deviation =
        Text("--std", "A,B,C", "The standard deviation of every band for pixels in [0, 1].");
    private static readonly Option<string?> Range =
        Text("--range", "A,B", "What black and white become, where there is no mean, for example -1,1.");
    private static readonly Option<string?> Kernel =
        Text("--interpolation", "KERNEL", "nearest, bilinear, bicubic or lanczos3.");
    private static readonly Option<string?> Rule = Text("--resize", "RULE", "stretch, shortest_edge or pad.");
    private static readonly Option<int> Edge =
        new("--edge") { Description = "With shortest_edge: the length of the shorter edge before cutting." };
    private static readonly Option<string?> Output = Text("--output", "NAME", "The output that is the embedding.");
    private static readonly Option<string?> Pooling = Text("--pooling", "RULE", "flatten, first_token or mean_token.");
    private static readonly Option<string?> License = Text("--licence", "TEXT", "The license of the weights.");
    private static readonly Option<string?> Source = Text("--source", "TEXT", "Where the weights come from.");
    private static readonly Option<string[]> Pictures = new("--pictures")
    {
        Description = "Pictures whose feature statistics are kept, to compare later ones with.", HelpName = "PATH",
    };

    private static readonly Option<bool> Replace =
        new("--replace") { Description = "Replace a model of the same name." };

    internal static Command Create()
    {
        Option<string?> registry = ModelCommand.RegistryOption();
        Command command = new(
            "add", "Registers a model: checks its files and shapes, runs it on the probe pictures and copies it.")
        {
            ModelPath, Card, Name, Size, Colour, Mean, Deviation, Range, Kernel, Rule, Edge, Output, Pooling, License,
            Source, Pictures,
            Replace, registry,
        };
        command.SetAction((parsed, cancellation) =>
        {
            ModelAddResult result = ModelCommand.Registry(parsed, registry).Add(Request(parsed), cancellation);
            string statistics = result.PictureCount > 0 ? $", feature statistics of {result.PictureCount} pictures"
                : string.Empty;
            Terminal.Output.Write(new Spectre.Console.Text(
                $"Registered {result.Card.Name}: embedding {result.Card.Embedding}, width "
                    + $"{result.Width}{statistics}.\n{result.Folder}\n"));
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static ModelAddRequest Request(ParseResult parsed)
    {
        string path = parsed.GetRequiredValue(ModelPath);
        Option[] describing =
            [Name, Size, Colour, Mean, Deviation, Range, Kernel, Rule, Edge, Output, Pooling, License, Source];
        bool isDescribed = Array.Exists(describing, option => parsed.GetResult(option) is { Implicit: false });
        if (isDescribed && parsed.GetValue(Card) is not null)
        {
            throw new ArgumentException(
                "A card was given, and options that describe a model without one; give one of the two.");
        }

        return new ModelAddRequest
        {
            Path = path,
            CardPath = parsed.GetValue(Card),
            Description = isDescribed ? Describe(parsed) : null,
            Pictures = ModelCommand.Pictures(parsed.GetValue(Pictures)),
            MayReplace = parsed.GetValue(Replace),
        };
    }

    private static ModelDescription Describe(ParseResult parsed)
    {
        float[]? range = Numbers(parsed.GetValue(Range));
        if (range is not null && range.Length != 2)
        {
            throw new ArgumentException(
                $"--range has {range.Length} numbers; what black and what white becomes was expected.");
        }

        return new ModelDescription
        {
            Name = parsed.GetValue(Name),
            Size = parsed.GetValue(Size),
            Color = Known(parsed, Colour, ModelWords.Colors),
            Mean = Numbers(parsed.GetValue(Mean)),
            StandardDeviation = Numbers(parsed.GetValue(Deviation)),
            Range = range is null ? null : (range[0], range[1]),
            Kernel = Known(parsed, Kernel, ModelWords.Kernels) ?? ResizeKernel.Linear,
            Rule = Known(parsed, Rule, ModelWords.Rules) ?? ResizeRule.Stretch,
            ShortestEdge = parsed.GetValue(Edge),
            Output = parsed.GetValue(Output),
            Pooling = Known(parsed, Pooling, ModelWords.Poolings) ?? TokenPooling.Flatten,
            License = parsed.GetValue(License) ?? "not stated",
            Source = parsed.GetValue(Source) ?? "not stated",
        };
    }

    private static T? Known<T>(ParseResult parsed, Option<string?> option, IReadOnlyDictionary<string, T> known)
        where T : struct
    {
        string? text = parsed.GetValue(option);
        return text is null ? null
            : known.TryGetValue(text, out T value) ? value
            : throw new ArgumentException($"{option.Name} is '{text}'; known are {string.Join(", ", known.Keys)}.");
    }

    private static float[]? Numbers(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string[] parts = text.Split(',');
        float[] numbers = new float[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!float.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i])
                || !float.IsFinite(numbers[i]))
            {
                throw new ArgumentException(
                    $"'{parts[i]}' in '{text}' is no number; numbers with commas between them were expected.");
            }
        }

        return numbers;
    }

    private static Option<string?> Text(string name, string value, string description) =>
        new(name) { Description = description, HelpName = value };
}
