using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Imaging;

namespace Isonomia.Adaptation;

/// <summary>The pictures of a cohort as rows of a model's input; kept in memory where they are few.</summary>
internal sealed class TuningPictures : TunedRows
{
    /// <summary>Numbers that are kept in memory: a gibibyte.</summary>
    private const long MostKept = 1L << 28;
    private const int ShownCount = 5;

    private readonly InputPreparation _preparation;
    private readonly IReadOnlyList<ImageSample> _samples;
    private readonly float[]?[] _kept;
    private readonly int _threads;

    private TuningPictures(
        EmbeddedCohort cohort, InputPreparation preparation, int length, IReadOnlyList<ImageSample> samples,
        float[]?[] kept, int threads)
    {
        (Cohort, _preparation, Length, _samples, _kept) = (cohort, preparation, length, samples, kept);
        _threads = threads;
    }

    /// <summary>The samples whose picture can be read.</summary>
    internal EmbeddedCohort Cohort { get; }

    /// <inheritdoc/>
    internal override int RowCount => _samples.Count;

    /// <inheritdoc/>
    internal override int Length { get; }

    /// <summary>Reads every picture once; those that cannot be read are left out and noted.</summary>
    /// <exception cref="ProbeException">No picture can be read.</exception>
    internal static TuningPictures Read(Cohort cohort, ModelCard card, int threads, CancellationToken cancellation)
    {
        IReadOnlyList<ImageSample> samples = ImageSample.AllOf(cohort);
        InputPreparation preparation = new(card.Input);
        int length = card.Input.Length;
        float[]?[] rows = new float[samples.Count][];
        string?[] reasons = new string?[samples.Count];
        bool isKept = (long)samples.Count * length <= MostKept;
        Parallel.For(0, samples.Count, Options(threads, cancellation), i =>
        {
            try
            {
                float[] row = new float[length];
                Fill(preparation, samples[i], row);
                rows[i] = isKept ? row : null;
            }
            catch (Exception failure) when (PictureHashes.Why(failure) is { } reason)
            {
                reasons[i] = reason;
            }
        });
        int[] good = [.. Enumerable.Range(0, samples.Count).Where(i => reasons[i] is null)];
        List<ReadingNote> notes = [.. cohort.Notes];
        if (good.Length < samples.Count)
        {
            int[] bad = [.. Enumerable.Range(0, samples.Count).Where(i => reasons[i] is not null)];
            string some = string.Join(", ", bad.Take(ShownCount).Select(i => $"'{samples[i].Id}' ({reasons[i]})"));
            string sentence = $"{bad.Length} of {samples.Count} pictures cannot be read: {some}"
                + (bad.Length > ShownCount ? ", …" : string.Empty);
            notes.Add(good.Length > 0
                ? new ReadingNote("unreadable_pictures", sentence + "; they were left out.", bad.Length)
                : throw new ProbeException(sentence + "."));
        }

        return new TuningPictures(
            EmbeddedCohort.OfPictures(cohort, good, cohort.Fingerprint, notes), preparation, length,
            [.. good.Select(i => samples[i])], [.. good.Select(i => rows[i])], threads);
    }

    /// <inheritdoc/>
    internal override void Fill(ReadOnlySpan<int> rows, float[] batch, CancellationToken cancellation)
    {
        int count = batch.Length / Length;
        int[] places = new int[count];
        for (int i = 0; i < count; i++)
        {
            places[i] = rows[i < rows.Length ? i : 0];
        }

        Parallel.For(0, count, Options(_threads, cancellation), i =>
        {
            Span<float> target = batch.AsSpan(i * Length, Length);
            if (_kept[places[i]] is { } row)
            {
                row.CopyTo(target);
            }
            else
            {
                Fill(_preparation, _samples[places[i]], target);
            }
        });
    }

    private static ParallelOptions Options(int threads, CancellationToken cancellation) =>
        new() { MaxDegreeOfParallelism = threads, CancellationToken = cancellation };

    private static void Fill(InputPreparation preparation, ImageSample sample, Span<float> target)
    {
        byte[] content = File.ReadAllBytes(sample.Path);
        preparation.Fill(ImageFile.Decode(content, sample.Path, sample.Frame), target);
    }
}
