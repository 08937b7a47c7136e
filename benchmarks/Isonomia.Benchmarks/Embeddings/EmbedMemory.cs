using System.Diagnostics;
using System.Globalization;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Embeddings;

/// <summary>The largest resident memory of an extraction by the number of pictures: <c>embed-memory COUNT…</c>; each in
/// a process of its own.</summary>
internal static class EmbedMemory
{
    internal const string Verb = "embed-memory";
    private const string Inner = "embed-memory-inner";
    private const int Side = 48;

    internal static bool IsInner(string[] args) => args is [Inner, ..];

    internal static void Run(string[] counts)
    {
        Console.WriteLine("| pictures | peak resident memory | growth a picture | pictures/s | store |");
        Console.WriteLine("|---:|---:|---:|---:|---:|");
        (int Count, long Peak) last = default;
        foreach (string count in counts)
        {
            string program = Environment.ProcessPath!;
            string[] arguments = Path.GetFileNameWithoutExtension(program) == "dotnet"
                ? [typeof(EmbedMemory).Assembly.Location, Inner, count]
                : [Inner, count];
            using var process =
                Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
            string[] output = process.StandardOutput.ReadToEnd().Trim().Split(' ');
            process.WaitForExit();
            long peak = long.Parse(output[0], CultureInfo.InvariantCulture);
            int number = int.Parse(count, CultureInfo.InvariantCulture);
            string growth = last.Count == 0 ? "–"
                : string.Create(CultureInfo.InvariantCulture,
                    $"{1024.0 * (peak - last.Peak) / (number - last.Count):0} bytes");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {number:N0} | {peak / 1024} MiB | {growth} | {output[1]} | {output[2]} MiB |"));
            last = (number, peak);
        }
    }

    internal static void RunInner(string count)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("isonomia-memory-");
        try
        {
            string model = Path.Combine(folder.FullName, "model");
            SmallestEncoder.Write(model);
            RandomSource random = new(1);
            List<ImageSample> samples = [];
            for (int i = 0; i < int.Parse(count, CultureInfo.InvariantCulture); i++)
            {
                byte[] pixels = new byte[Side * Side];
                for (int p = 0; p < pixels.Length; p++)
                {
                    pixels[p] = (byte)random.NextInt32(256);
                }

                string path = Path.Combine(folder.FullName, $"{i}.png");
                new Image(Side, Side, 1, pixels).WritePng(path);
                samples.Add(new ImageSample($"sample-{i}", path));
            }

            string store = Path.Combine(folder.FullName, "store");
            EmbeddingResult done = EmbeddingExtraction.Run(
                new EmbeddingRequest { ModelFolder = model, Samples = samples, StorePath = store });
            long bytes = Directory.GetFiles(store, "*", SearchOption.AllDirectories)
                .Sum(path => new FileInfo(path).Length);
            string peak = File.ReadLines("/proc/self/status")
                .First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{new string([.. peak.Where(char.IsAsciiDigit)])} {done.ImagesPerSecond:0} {bytes / 1048576.0:0.0}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
