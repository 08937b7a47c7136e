using System.Runtime.InteropServices;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>What a model gave at registration, in <c>reference.json</c>: its features of the probe pictures.</summary>
internal sealed record ModelReference
{
    internal const string FileName = "reference.json";
    private const string Schema = "isonomia.reference/1";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
    };

    internal required string Sha256 { get; init; }

    internal required string Preprocessing { get; init; }

    internal required string Libraries { get; init; }

    internal required int Width { get; init; }

    /// <summary>One row a probe picture.</summary>
    internal required IReadOnlyList<float[]> Features { get; init; }

    /// <summary>Of the pictures given at registration, or null.</summary>
    internal FeatureStatistics? Statistics { get; init; }

    internal static ModelReference Make(ImageEncoder encoder, IReadOnlyList<string> pictures,
        CancellationToken cancellation)
    {
        List<float[]> features = [];
        foreach (Image picture in ProbePicture.All())
        {
            cancellation.ThrowIfCancellationRequested();
            features.Add(encoder.Encode(picture));
        }

        if (features.Exists(row => !Array.TrueForAll(row, float.IsFinite)))
        {
            throw new ModelException(encoder.Path,
                $"output '{encoder.OutputName}' has numbers that are not finite for the probe pictures");
        }

        return new ModelReference
        {
            Sha256 = encoder.ModelSha256,
            Preprocessing = encoder.Card.Input.Text,
            Libraries = ImageEncoder.Libraries,
            Width = encoder.Width,
            Features = features,
            Statistics = pictures.Count == 0 ? null : Measure(encoder, encoder.Card.Input, pictures, cancellation),
        };
    }

    /// <summary>The statistics of pictures under some preprocessing; unreadable ones are left out.</summary>
    internal static FeatureStatistics Measure(
        ImageEncoder encoder, ModelInput input, IReadOnlyList<string> pictures, CancellationToken cancellation)
    {
        List<float[]> rows = [];
        foreach (string path in pictures)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                rows.Add(encoder.Encode(ImageFile.Read(path), input));
            }
            catch (ImageFormatException)
            {
                // Not a picture; the folder may hold other files.
            }
        }

        return rows.Count >= 2
            ? FeatureStatistics.Of(rows)
            : throw new EmbeddingException(
                $"{rows.Count} of {pictures.Count} files were readable pictures; at least 2 were expected for "
                    + $"statistics.");
    }

    internal void Write(string folder)
    {
        Form form = new(
            Schema, Sha256, Preprocessing, Libraries, ProbePicture.Version, Width, [.. Features.Select(Pack)],
            Statistics is { } s ? new StatisticsForm(s.Count, Pack(s.Mean), Pack(s.StandardDeviation)) : null);
        AtomicFile.WriteText(Path.Combine(folder, FileName), JsonSerializer.Serialize(form, Json) + "\n");
    }

    /// <summary>Reads the reference of a registered model, or gives null where there is none of this version.</summary>
    internal static ModelReference? TryRead(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            Form form = JsonSerializer.Deserialize<Form>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("it is empty");
            float[][] features = [.. form.Features.Select(Unpack)];
            if (form.Schema != Schema || features.Any(row => row.Length != form.Width))
            {
                throw new JsonException("it has another schema or width");
            }

            return form.ProbeVersion != ProbePicture.Version || features.Length != ProbePicture.Count ? null
                : new ModelReference
            {
                Sha256 = form.Sha256,
                Preprocessing = form.Preprocessing,
                Libraries = form.Libraries,
                Width = form.Width,
                Features = features,
                Statistics = form.Statistics is { } s
                    ? new FeatureStatistics(s.Count, Unpack(s.Mean), Unpack(s.StandardDeviation)) : null,
            };
        }
        catch (Exception failure) when (failure is JsonException or FormatException or ArgumentException)
        {
            throw new ModelException(path, "the reference is damaged; register the model again", failure);
        }
    }

    private static string Pack(float[] numbers) => Convert.ToBase64String(MemoryMarshal.AsBytes<float>(numbers));

    private static float[] Unpack(string text) => [.. MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(text))];

    private sealed record Form(
        string Schema, string Sha256, string Preprocessing, string Libraries, int ProbeVersion, int Width,
        string[] Features, StatisticsForm? Statistics);

    private sealed record StatisticsForm(int Count, string Mean, string StandardDeviation);
}
