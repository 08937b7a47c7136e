using System.IO.Compression;
using System.Runtime.InteropServices;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Takes gradients of a model's loss and writes them to a file: for inspection, and for comparison with other
/// programs.</summary>
public static class ModelGradient
{
    private const string LabelsName = "isonomia/labels";
    private static readonly string[] Losses = ["softmax_cross_entropy", "sigmoid_cross_entropy", "sum"];

    /// <summary>Computes loss and gradients.</summary>
    /// <param name="request">Model, inputs, loss and tensors.</param>
    /// <param name="cancellation">Stops between the steps.</param>
    /// <returns>The loss and the gradients in short.</returns>
    /// <exception cref="ModelException">The model cannot be read, differentiated or run.</exception>
    /// <exception cref="EmbeddingException">An array cannot be read or does not fit.</exception>
    /// <exception cref="ArgumentException">A name is unknown or missing.</exception>
    public static ModelGradientResult Run(ModelGradientRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ThreadCount, 1);
        if (!Losses.Contains(request.Loss))
        {
            throw new UnknownNameException("Loss", request.Loss, Losses);
        }

        var model = OnnxModel.Load(request.ModelPath);
        string output = OutputOf(model, request);
        Dictionary<string, NumpyArray> arrays = Arrays(model, request);
        Loss loss = request.Loss switch
        {
            "sum" => Loss.Sum(output),
            "sigmoid_cross_entropy" => Loss.SigmoidCrossEntropy(output, LabelsName),
            _ => Loss.SoftmaxCrossEntropy(output, LabelsName),
        };
        string[] wanted = [.. Wanted(model, request).Distinct(StringComparer.Ordinal)];
        if (wanted.Length == 0)
        {
            throw new ModelException(
                model.Path, "there is nothing to take a gradient of: the model has no "
                    + $"{string.Join(" and ", request.With)} of real numbers");
        }

        cancellation.ThrowIfCancellationRequested();
        long start = request.Clock.GetTimestamp();
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = arrays.ToDictionary(
                entry => entry.Key, entry => (IReadOnlyList<long>)entry.Value.Shape, StringComparer.Ordinal),
            Loss = loss,
            With = wanted,
            Keep = [output],
        });
        if (graph.Unreached.Count == wanted.Length)
        {
            throw new ModelException(
                model.Path, $"the loss on '{output}' does not depend on {Few(wanted)} through real numbers; no "
                    + "gradient reaches them");
        }

        double build = request.Clock.GetElapsedTime(start).TotalSeconds;
        Inputs inputs = new([], []);
        foreach (OnnxValueInfo input in model.Inputs)
        {
            inputs.Add(input, arrays[input.Name]);
        }

        if (request.Loss != "sum")
        {
            AddLabels(inputs, graph.Model, request, output);
        }

        cancellation.ThrowIfCancellationRequested();
        using var session = GradientSession.Open(
            graph, new OnnxSessionSettings { ThreadCount = request.ThreadCount });
        start = request.Clock.GetTimestamp();
        GradientValues values = session.Run(inputs.Numbers, inputs.Integers);
        double run = request.Clock.GetElapsedTime(start).TotalSeconds;
        if (!double.IsFinite(values.Loss))
        {
            throw new ModelException(
                model.Path, "the loss of these inputs is no finite number; nothing was written");
        }

        Write(request.OutPath, values, wanted);
        TensorGradient[] gradients = [.. wanted.Select(name => Short(
            values.Gradients[name], !graph.Unreached.Contains(name)))];
        return new ModelGradientResult(
            Path.GetFileName(model.Path), values.Loss, gradients, request.OutPath, graph.NodeCount.All, build, run,
            OnnxSession.RuntimeVersion);
    }

    private static string Few(string[] names) => names.Length <= 3
        ? string.Join(", ", names.Select(name => $"'{name}'"))
        : $"{string.Join(", ", names.Take(2).Select(name => $"'{name}'"))} and {names.Length - 2} more";

    private static string OutputOf(OnnxModel model, ModelGradientRequest request) => request.Output
        ?? (model.OutputNames is [string only] ? only : throw new ArgumentException(
            $"The model has {model.OutputNames.Count} outputs ({string.Join(", ", model.OutputNames)}); one of them "
                + $"must "
            + "be named for the loss.", nameof(request)));

    private static Dictionary<string, NumpyArray> Arrays(OnnxModel model, ModelGradientRequest request)
    {
        foreach (string name in request.Inputs.Keys.Where(name => !model.InputNames.Contains(name)))
        {
            throw new UnknownNameException("Input", name, model.InputNames);
        }

        string[] missing = [.. model.InputNames.Where(name => !request.Inputs.ContainsKey(name))];
        if (missing.Length > 0)
        {
            throw new ArgumentException(
                $"The model takes {string.Join(", ", missing.Select(name => $"'{name}'"))}, which was not given; an "
                    + $".npy "
                + "file for every input was expected.", nameof(request));
        }

        Dictionary<string, NumpyArray> arrays = new(StringComparer.Ordinal);
        foreach (string name in model.InputNames)
        {
            arrays[name] = NumpyArray.Read(request.Inputs[name]);
            arrays[name].RequireFinite();
        }

        foreach (OnnxValueInfo input in model.Inputs)
        {
            NumpyArray array = arrays[input.Name];
            if (input.ElementType == "no tensor")
            {
                throw new ModelException(model.Path, $"the input '{input.Name}' is no tensor; only tensors are given");
            }

            if (input.Shape.Count > 0 && (array.Shape.Length != input.Shape.Count
                || array.Shape.Where((size, axis) => input.Shape[axis] is { } fixedSize && fixedSize != size).Any()))
            {
                throw new EmbeddingException(
                    $"{array.FileName} has the shape [{string.Join(", ", array.Shape)}]; the input '{input.Name}' "
                    + $"takes {input.Text}.");
            }

            if (array.Count == 0)
            {
                throw new EmbeddingException(
                    $"{array.FileName} has the shape [{string.Join(", ", array.Shape)}] and holds no number; the "
                    + $"input '{input.Name}' needs some.");
            }
        }

        return arrays;
    }

    private static IEnumerable<string> Wanted(OnnxModel model, ModelGradientRequest request) =>
        request.With.SelectMany(name => name switch
        {
            "inputs" => model.Inputs.Where(Inputs.IsReal).Select(input => input.Name),
            "weights" => model.WeightNames,
            _ => [name],
        });

    /// <summary>The labels, checked against the shape of what the loss is put on.</summary>
    private static void AddLabels(Inputs inputs, OnnxModel graph, ModelGradientRequest request, string output)
    {
        if (request.LabelsPath is null)
        {
            throw new ArgumentException($"The loss {request.Loss} needs labels, which were not given.",
                nameof(request));
        }

        var labels = NumpyArray.Read(request.LabelsPath);
        labels.RequireFinite();
        long[] shape = [.. graph.Inputs.First(input => input.Name == LabelsName).Shape.Select(size => size ?? 0)];
        if (labels.Count != shape.Aggregate(1L, (product, size) => product * size))
        {
            throw new EmbeddingException(
                $"{labels.FileName} has the shape [{string.Join(", ", labels.Shape)}]; labels of shape "
                + $"[{string.Join(", ", shape)}] were expected for '{output}'.");
        }

        if (request.Loss == "sigmoid_cross_entropy")
        {
            float[] targets = labels.Floats();
            int wrong = Array.FindIndex(targets, value => value is < 0 or > 1);
            inputs.Numbers.Add(wrong < 0 ? new OnnxTensor(LabelsName, shape, targets)
                : throw new EmbeddingException(
                    $"{labels.FileName}, number {wrong + 1} is outside 0 to 1; targets of the sigmoid were expected."));
            return;
        }

        long? classes = graph.Outputs.First(entry => entry.Name == output).Shape[1];
        long[] chosen = labels.Integers("labels");
        int bad = Array.FindIndex(chosen, value => value < 0 || value >= classes);
        inputs.Integers.Add(bad < 0 ? new OnnxIntegers(LabelsName, shape, chosen)
            : throw new EmbeddingException(
                $"{labels.FileName}, number {bad + 1} is no class of '{output}'; 0 to {classes - 1} were expected."));
    }

    private static TensorGradient Short(OnnxTensor gradient, bool reaches) => new(
        gradient.Name, gradient.Shape, Math.Sqrt(gradient.Values.Sum(value => (double)value * value)),
        gradient.Values.Length == 0 ? 0 : gradient.Values.Max(Math.Abs), reaches);

    private static void Write(string path, GradientValues values, string[] names) => AtomicFile.Write(path, stream =>
    {
        using ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true);
        OnnxTensor loss = new("loss", [], [(float)values.Loss]);
        foreach (OnnxTensor tensor in names.Where(name => name != "loss").Select(name => values.Gradients[name])
            .Prepend(loss))
        {
            ZipArchiveEntry entry = archive.CreateEntry($"{tensor.Name}.npy", CompressionLevel.NoCompression);
            entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using Stream array = entry.Open();
            NumpyHeader.Write(array, "<f4", [.. tensor.Shape]);
            array.Write(MemoryMarshal.AsBytes<float>(tensor.Values));
        }
    });

    private sealed record Inputs(List<OnnxTensor> Numbers, List<OnnxIntegers> Integers)
    {
        internal static bool IsReal(OnnxValueInfo input) =>
            input.ElementType is "float" or "double" or "float16" or "bfloat16";

        internal void Add(OnnxValueInfo input, NumpyArray array)
        {
            if (IsReal(input))
            {
                Numbers.Add(new OnnxTensor(input.Name, array.Shape, array.Floats()));
            }
            else if (array.IsReal)
            {
                throw new EmbeddingException(
                    $"{array.FileName} holds real numbers; the input '{input.Name}' takes {input.ElementType}.");
            }
            else
            {
                Integers.Add(new OnnxIntegers(input.Name, array.Shape, array.Integers($"the input '{input.Name}'")));
            }
        }
    }
}
