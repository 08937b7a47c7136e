using System.CommandLine;
using System.Globalization;
using Isonomia.Adaptation;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia model gradient</c>: takes gradients of a model's loss.</summary>
internal static class ModelGradientCommand
{
    private static readonly Argument<string> Model = new("MODEL.onnx") { Description = "The ONNX file." };
    private static readonly Option<string[]> Inputs = NewOption.Many(
        "--input", "NAME=FILE", "A NumPy array (.npy) for an input of the model; one for every input.");

    private static readonly Option<string?> Output = NewOption.One(
        "--output", "NAME",
            "The output, or any named tensor, that the loss is put on; needed where there are several.");

    private static readonly Option<string> Loss = NewOption.With(
        "--loss", "ID", "softmax_cross_entropy (mean over rows), sigmoid_cross_entropy (mean over elements) or sum.",
        "softmax_cross_entropy");

    private static readonly Option<string?> Labels = NewOption.One(
        "--labels", "FILE",
            "An .npy file: a class per row from 0 (softmax), or a target from 0 to 1 per element (sigmoid).");

    private static readonly Option<string> With = NewOption.With(
        "--wrt", "inputs|weights|NAME,...", "With respect to what: all real inputs, all weights, or tensors by name.",
        "inputs");

    private static readonly Option<string> Out = new("--out")
    {
        Description = "The .npz file to write: an array per tensor, named as in the graph, and 'loss'.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<int> Threads = NewOption.With(
        "--threads", "N", "Threads of one run.", Environment.ProcessorCount);

    private static readonly Option<bool> Json = new("--json") { Description = "Machine-readable output." };

    internal static Command Create()
    {
        Verb command = new(
            "gradient",
            "Computes a loss on an output of a model and its gradients with respect to inputs, weights or any named "
                + "tensor, by writing the gradient of the graph as ONNX and running it.",
            ("How the loss depends on the pixels",
                "isonomia model gradient model.onnx --input image=image.npy --output logits --labels labels.npy "
                    + "--wrt inputs --out gradients.npz"),
            ("Gradients of all weights",
                "isonomia model gradient model.onnx --input image=image.npy --output logits --labels labels.npy "
                    + "--wrt weights --out gradients.npz"))
        {
            Model,
        };
        command.AddAll(Inputs, Output, Loss, Labels, With, Out, Threads, Json);
        command.SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Dictionary<string, string> inputs = new(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(Inputs) ?? [])
        {
            int cut = text.IndexOf('=', StringComparison.Ordinal);
            if (cut <= 0 || cut == text.Length - 1 || !inputs.TryAdd(text[..cut], text[(cut + 1)..]))
            {
                throw new ArgumentException($"--input is '{text}'; NAME=FILE was expected, each name once.");
            }
        }

        ModelGradientResult result = ModelGradient.Run(
            new ModelGradientRequest
            {
                ModelPath = parsed.GetRequiredValue(Model),
                Inputs = inputs,
                Output = parsed.GetValue(Output),
                Loss = parsed.GetRequiredValue(Loss),
                LabelsPath = parsed.GetValue(Labels),
                With = parsed.GetRequiredValue(With).Split(
                    ',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                OutPath = parsed.GetRequiredValue(Out),
                ThreadCount = parsed.GetValue(Threads),
            },
            cancellation);
        if (parsed.GetValue(Json))
        {
            Console.WriteLine(JsonText.Of(result));
        }
        else
        {
            Print(result);
        }

        return ExitCode.Success;
    }

    private static void Print(ModelGradientResult result)
    {
        IAnsiConsole console = Terminal.Output;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.Model}: loss {result.Loss:g9}"));
        Table table = new Table().Border(TableBorder.Simple);
        table.AddColumn("tensor").AddColumn("shape").AddColumn("norm of the gradient").AddColumn("largest number");
        foreach (TensorGradient gradient in result.Gradients)
        {
            table.AddRow(
                Markup.Escape(gradient.Name), Markup.Escape($"[{string.Join(", ", gradient.Shape)}]"),
                gradient.ReachesLoss ? gradient.Norm.ToString("g6", CultureInfo.InvariantCulture)
                    : "0 (does not reach the loss)",
                gradient.Largest.ToString("g6", CultureInfo.InvariantCulture));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.NodeCount} nodes, written in {result.BuildSeconds:0.00} s, run in {result.RunSeconds:0.00} s; "
            + $"wrote {result.OutPath}"));
    }
}
