using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>The content of every picture by name, or the reason why it has none.</summary>
internal sealed class PictureHashes
{
    private const int ReportEvery = 4096;
    private readonly ContentHash[] _hashes;
    private readonly Dictionary<int, string> _reasons = [];
    private readonly Dictionary<ContentHash, int> _owners;

    private PictureHashes(ContentHash[] hashes, Dictionary<ContentHash, int> owners) => (_hashes, _owners) =
        (hashes, owners);

    /// <summary>Different pictures that can be read.</summary>
    internal int DistinctCount => _owners.Count;

    internal IEnumerable<ContentHash> Distinct => _owners.Keys;

    internal ContentHash this[int sample] => _hashes[sample];

    /// <summary>Reads and hashes all files.</summary>
    internal static PictureHashes Of(
        IReadOnlyList<ImageSample> samples, int threadCount, IProgress<EmbeddingProgress>? progress,
        CancellationToken cancellation)
    {
        ContentHash[] hashes = new ContentHash[samples.Count];
        string?[] reasons = new string?[samples.Count];
        int done = 0;
        ParallelOptions options = new() { MaxDegreeOfParallelism = threadCount, CancellationToken = cancellation };
        Parallel.For(0, hashes.Length, options, i =>
        {
            try
            {
                ImageSample sample = samples[i];
                hashes[i] = sample.Sha256 is { } known && ContentHash.TryParse(known, out ContentHash file)
                    ? ContentHash.OfKnown(file, sample.Frame)
                    : ContentHash.OfFile(sample.Path, sample.Frame);
            }
            catch (Exception failure) when (Why(failure) is { } reason)
            {
                reasons[i] = reason;
            }

            if (Interlocked.Increment(ref done) % ReportEvery == 0)
            {
                progress?.Report(new EmbeddingProgress(0, samples.Count));
            }
        });

        Dictionary<ContentHash, int> owners = new(hashes.Length);
        PictureHashes result = new(hashes, owners);
        for (int i = 0; i < hashes.Length; i++)
        {
            if (reasons[i] is { } reason)
            {
                result._reasons.Add(i, reason);
            }
            else
            {
                owners.TryAdd(hashes[i], i);
            }
        }

        return result;
    }

    /// <summary>Whether a sample is the first with its content, and so the one whose file is read.</summary>
    internal bool IsOwner(int sample)
    {
        lock (_reasons)
        {
            return !_reasons.ContainsKey(sample) && _owners[_hashes[sample]] == sample;
        }
    }

    /// <summary>Notes that a picture has no embedding.</summary>
    internal void Fail(int owner, string reason)
    {
        lock (_reasons)
        {
            _reasons[owner] = reason;
        }
    }

    /// <summary>Why a sample has no embedding, or null; those that share a picture share its fate.</summary>
    internal string? Reason(int sample)
    {
        lock (_reasons)
        {
            return _reasons.TryGetValue(sample, out string? reason) ? reason
                : _owners.TryGetValue(_hashes[sample], out int owner) ? _reasons.GetValueOrDefault(owner)
                : null;
        }
    }

    /// <summary>Why a picture cannot be read, or null for what is not the picture's fault.</summary>
    internal static string? Why(Exception failure) => failure switch
    {
        ImageFormatException format => format.Reason,
        ArgumentOutOfRangeException => "the file has no such frame",
        ArgumentException argument => $"the picture does not fit the model's preprocessing ({FirstSentence(argument)})",
        FileNotFoundException or DirectoryNotFoundException => "the file was not found",
        IOException or UnauthorizedAccessException => "the file cannot be opened",
        _ => null,
    };

    private static string FirstSentence(ArgumentException failure) =>
        failure.Message.Split(" (Parameter", 2)[0].TrimEnd('.');
}
