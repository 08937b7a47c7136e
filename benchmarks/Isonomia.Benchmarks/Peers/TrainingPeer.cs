using System.Diagnostics;
using System.Globalization;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Seconds a training step (forward, backward, AdamW) of ViT-Tiny/16, MobileNetV2 and convolutional networks,
/// ours and PyTorch's, one after the other on the same threads: <c>training-peer
/// vit|wide|resnet18|vgg11|densenet121|unet|volume|MODEL.onnx full|lora|bias|qlora8|qlora4 [THREADS] [BATCH] [STEPS]
/// [PARTS] [recompute] [plain] [alone]</c>: the batch taken in parts, activations computed again, standard operators
/// alone, without PyTorch.</summary>
internal static class TrainingPeer
{
    internal const string Verb = "training-peer";
    private static readonly string[] Exported = ["resnet18", "vgg11", "densenet121", "unet", "volume"];

    internal static void Run(string[] args)
    {
        (string what, string how) = (args[0], args[1]);
        int threads = Number(args, 2, 2);
        int batch = Number(args, 3, 32);
        int steps = Number(args, 4, 4);
        int parts = Number(args, 5, 1);
        OnnxModel model = what == "vit" ? VitTiny.Build(batch / parts)
            : what == "wide" ? WideLayers.Build()
            : Exported.Contains(what) ? Export(what, batch / parts) : OnnxModel.Load(what);
        long[] picture = what is "vit" or "wide" ? [3, 224, 224]
            : [.. model.Inputs[0].Shape.Skip(1).Select(size => size ?? 224)];
        IReadOnlyList<string> parameters = [.. model.TrainableNames.Where(
            name => !name.StartsWith("number_", StringComparison.Ordinal))];
        if (how.Contains("lora", StringComparison.Ordinal))
        {
            var adapters = LowRankAdapters.Insert(
                model, LowRankAdapters.Find(model, what switch
                {
                    "vit" => "*attn.qkv*", "wide" => "layer*", _ => "*",
                }), 8, 16);
            (model, parameters) = (adapters.Model, adapters.ParameterNames);
            if (how.StartsWith('q'))
            {
                model = WeightQuantization.Apply(model, WideLayers.WeightNames, how[^1] - '0');
            }
        }
        else if (how == "bias")
        {
            parameters = [.. parameters.Where(name => name.EndsWith("bias", StringComparison.Ordinal))];
        }

        long start = TimeProvider.System.GetTimestamp();
        var graph = GradientGraph.Build(new GradientRequest
        {
            Model = model,
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [batch / parts, .. picture] },
            Loss = Loss.SoftmaxCrossEntropy("logits"),
            With = parameters,
        });
        double build = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"gradient graph: {graph.NodeCount.All} nodes ({graph.NodeCount.Added} added) in {build:0.00} s"));
        (double ours, double[] losses, long resident) = Ours(
            new TrainingRequest
            {
                Model = model,
                InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [batch, .. picture] },
                Loss = Loss.SoftmaxCrossEntropy("logits"),
                Parameters = parameters,
                MicroBatchCount = parts,
                RecomputesActivations = args.Contains("recompute"),
                UsesKernels = !args.Contains("plain"),
                Session = new OnnxSessionSettings { ThreadCount = threads },
            }, what == "unet" ? [batch, .. picture[1..]] : [batch], steps);
        Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| isonomia, ONNX Runtime {OnnxSession.RuntimeVersion} | {threads} | {batch} | {ours:0.000} | "
            + $"{self.PeakWorkingSet64 >> 20} | {resident >> 20} | loss {losses[0]:0.000} to {losses[^1]:0.000} |"));
        if (args.Contains("alone"))
        {
            return;
        }

        Torch(what == "vit" || Exported.Contains(what) ? what : "mobilenet", how, threads, batch, steps);
    }

    private static (double Seconds, double[] Losses, long Resident) Ours(
        TrainingRequest request, long[] rows, int steps)
    {
        using var session = TrainingSession.Start(request);
        RandomSource random = new(2);
        IReadOnlyList<long> shape = request.InputShapes["image"];
        float[] pixels = new float[shape.Aggregate(1L, (count, size) => count * size)];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)random.NextNormal();
        }

        OnnxTensor image = new("image", [.. shape], pixels);
        long places = rows.Skip(1).Aggregate(1L, (count, size) => count * size);
        OnnxIntegers labels = new("labels", rows, [.. Enumerable.Range(0, (int)(rows[0] * places)).Select(
            i => rows.Length == 1 ? i % 10L : i / 7 % 4)]);
        List<double> seconds = [];
        List<double> losses = [session.Step([image], [labels], 1e-4).Loss];
        for (int i = 0; i < steps; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            losses.Add(session.Step([image], [labels], 1e-4).Loss);
            seconds.Add(TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }

        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var self = Process.GetCurrentProcess();
        return (seconds.Min(), [.. losses], self.WorkingSet64);
    }

    /// <summary>The network as PyTorch exports it.</summary>
    private static OnnxModel Export(string what, int batch)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("isonomia-peer-");
        try
        {
            string path = Path.Combine(folder.FullName, "model.onnx");
            Python("training_networks.py", what, batch.ToString(CultureInfo.InvariantCulture), path);
            return OnnxModel.Load(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Torch(string what, string how, int threads, int batch, int steps)
    {
        Console.WriteLine(Python("training_torch.py",
            [what, how, .. new[] { threads, batch, steps }.Select(n => n.ToString(CultureInfo.InvariantCulture))]));
    }

    private static string Python(string script, params string[] arguments)
    {
        ProcessStartInfo start = new("/usr/bin/python3", [Path.Combine("benchmarks", "peers", script), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return text;
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index && char.IsAsciiDigit(args[index][0]) ? int.Parse(args[index], CultureInfo.InvariantCulture)
            : otherwise;
}
