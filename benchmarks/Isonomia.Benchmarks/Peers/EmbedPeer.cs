using System.Diagnostics;
using System.Globalization;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Pictures a second: our whole pipeline from files, raw ONNX Runtime on tensors that lie ready, and PyTorch
/// on such tensors, with the same model structure, threads and batch: <c>embed-peer MODEL PICTURES [THREADS] [BATCH]
/// [SECONDS]</c>.</summary>
internal static class EmbedPeer
{
    internal const string Verb = "embed-peer";

    private const int Rounds = 3;

    internal static void Run(string[] args)
    {
        string model = args[0];
        int threads = Number(args, 2, 2);
        int batch = Number(args, 3, 16);
        int seconds = Number(args, 4, 8);
        ImageSample[] samples = [.. Directory.GetFiles(args[1]).Order(StringComparer.Ordinal)
            .Select((path, i) => new ImageSample($"{i}", path))];
        List<double> raw = [];
        List<double> whole = [];
        using (ImageEncoder encoder = ImageEncoder.Open(model, threads))
        {
            float[] tensor = Prepared(encoder, samples, batch);
            int count = (int)(RawRate(encoder, tensor, batch, 2) * seconds);
            for (int round = 0; round < Rounds; round++)
            {
                raw.Add(RawRate(encoder, tensor, batch, seconds));
                whole.Add(PipelineRate(model, samples, threads, batch, count * (round + 1), count));
            }
        }

        string[]? torch = Torch(threads, batch, seconds);
        double baseline = Best(raw);
        Console.WriteLine("| who | threads | batch | pictures/s, best of 3 | to raw ONNX Runtime | to PyTorch |");
        Console.WriteLine("|---|---:|---:|---:|---:|---:|");
        double peer = torch is null ? double.NaN : double.Parse(torch[1], CultureInfo.InvariantCulture);
        Line($"raw ONNX Runtime {OnnxSession.RuntimeVersion}, tensors ready (baseline)", baseline);
        Line("isonomia embed: files to store", Best(whole));
        if (torch is not null)
        {
            Line($"PyTorch {torch[0]}, tensors ready, {torch[2]}", peer);
        }

        void Line(string who, double rate) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {who} | {threads} | {batch} | {rate:0.0} | {rate / baseline:0.00} | {rate / peer:0.00} |"));
    }

    private static int Number(string[] args, int index, int otherwise) =>
        args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : otherwise;

    private static float[] Prepared(ImageEncoder encoder, ImageSample[] samples, int batch)
    {
        int length = encoder.Card.Input.Length;
        float[] tensor = new float[batch * length];
        for (int i = 0; i < batch; i++)
        {
            encoder.Card.Input.Fill(Image.Read(samples[i].Path), tensor.AsSpan(i * length, length));
        }

        return tensor;
    }

    private static double RawRate(ImageEncoder encoder, float[] tensor, int batch, double seconds)
    {
        encoder.Encode(tensor, batch);
        long start = TimeProvider.System.GetTimestamp();
        int runs = 0;
        while (TimeProvider.System.GetElapsedTime(start).TotalSeconds < seconds)
        {
            encoder.Encode(tensor, batch);
            runs++;
        }

        return runs * batch / TimeProvider.System.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>The whole road from files to the store, model loading and hashing not counted, which do not grow with
    /// the pictures or are read once.</summary>
    private static double PipelineRate(string model, ImageSample[] samples, int threads, int batch, int from, int count)
    {
        DirectoryInfo store = Directory.CreateTempSubdirectory("isonomia-embed-");
        try
        {
            int first = samples.Length > count ? from % (samples.Length - count) : 0;
            return EmbeddingExtraction.Run(new EmbeddingRequest
            {
                ModelFolder = model,
                Samples = [.. samples.Skip(first).Take(count)],
                StorePath = store.FullName,
                ThreadCount = threads,
                BatchSize = batch,
            }).ImagesPerSecond;
        }
        finally
        {
            store.Delete(recursive: true);
        }
    }

    private static double Best(List<double> values) => values.Max();

    /// <summary>Version, pictures a second and memory layout, or null where PyTorch is not installed.</summary>
    private static string[]? Torch(int threads, int batch, int seconds)
    {
        ProcessStartInfo start = new(
            "/usr/bin/python3", ["benchmarks/peers/mobilenet_torch.py", $"{threads}", $"{batch}", $"{3 * seconds}"])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            Console.Error.WriteLine("PyTorch was not run (Debian: python3-torch); only our own rates are shown.");
            return null;
        }

        return output.Trim().Split(' ');
    }
}
