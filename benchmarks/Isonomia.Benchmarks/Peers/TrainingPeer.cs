using System.Diagnostics;
using System.Globalization;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Seconds a training step (forward, backward, AdamW) of ViT-Tiny/16 and MobileNetV2, ours and PyTorch's, one
/// after the other on the same threads: <c>training-peer vit|wide|MODEL.onnx full|lora|bias|qlora8|qlora4 [THREADS]
/// [BATCH] [STEPS] [PARTS] [recompute] [alone]</c>: the batch taken in parts, activations computed again, without
/// PyTorch.</summary>
internal static class TrainingPeer
{
    internal const string Verb = "training-peer";

    internal static void Run(string[] args)
    {
        (string what, string how) = (args[0], args[1]);
        int threads = Number(args, 2, 2);
        int batch = Number(args, 3, 32);
        int steps = Number(args, 4, 4);
        int parts = Number(args, 5, 1);
        OnnxModel model = what == "vit" ? VitTiny.Build(batch / parts)
            : what == "wide" ? WideLayers.Build() : OnnxModel.Load(what);
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
            InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [batch / parts, 3, 224, 224] },
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
                InputShapes = new Dictionary<string, IReadOnlyList<long>> { ["image"] = [batch, 3, 224, 224] },
                Loss = Loss.SoftmaxCrossEntropy("logits"),
                Parameters = parameters,
                MicroBatchCount = parts,
                RecomputesActivations = args.Contains("recompute"),
                Session = new OnnxSessionSettings { ThreadCount = threads },
            }, batch, steps);
        Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| isonomia, ONNX Runtime {OnnxSession.RuntimeVersion} | {threads} | {batch} | {ours:0.000} | "
            + $"{self.PeakWorkingSet64 >> 20} | {resident >> 20} | loss {losses[0]:0.000} to {losses[^1]:0.000} |"));
        if (args.Contains("alone"))
        {
            return;
        }

        Torch(what == "vit" ? "vit" : "mobilenet", how, threads, batch, steps);
    }

    private static (double Seconds, double[] Losses, long Resident) Ours(
        TrainingRequest request, int batch, int steps)
    {
        using var session = TrainingSession.Start(request);
        RandomSource random = new(2);
        float[] pixels = new float[batch * 3 * 224 * 224];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (float)random.NextNormal();
        }

        OnnxTensor image = new("image", [batch, 3, 224, 224], pixels);
        OnnxIntegers labels = new("labels", [batch], [.. Enumerable.Range(0, batch).Select(i => (long)i)]);
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

    private static void Torch(string what, string how, int threads, int batch, int steps)
    {
        ProcessStartInfo start = new("/usr/bin/python3",
            [
                Path.Combine("benchmarks", "peers", "training_torch.py"), what, how,
                .. new[] { threads, batch, steps }.Select(n => n.ToString(CultureInfo.InvariantCulture)),
            ])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!;
        Console.WriteLine(process.StandardOutput.ReadToEnd().Trim());
        process.WaitForExit();
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index && char.IsAsciiDigit(args[index][0]) ? int.Parse(args[index], CultureInfo.InvariantCulture)
            : otherwise;
}
