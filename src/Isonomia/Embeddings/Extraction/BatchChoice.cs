using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Embeddings;

/// <summary>Finds the batch size: the smallest within three percent of the fastest.</summary>
internal static class BatchChoice
{
    /// <summary>The batch of small runs, and of models whose last bits depend on the batch: one for
    /// everybody.</summary>
    internal const int Usual = 16;

    private const int FewPictures = 512;
    private const int LargestBatch = 64;
    private const long LargestInput = 256L << 20;
    private const double Enough = 0.97;
    private static readonly TimeSpan RunTime = TimeSpan.FromSeconds(0.25);

    internal static (int Size, string Reason) Measure(ImageEncoder encoder, int pictureCount, TimeProvider clock)
    {
        if (pictureCount < FewPictures)
        {
            return (Usual, "usual; too few pictures to measure");
        }

        int length = encoder.Card.Input.Length;
        RandomSource random = RandomSource.For(1, "batch_choice", 0);
        float[] prepared = new float[length * LargestBatch];
        for (int i = 0; i < prepared.Length; i++)
        {
            prepared[i] = (float)random.NextNormal();
        }

        float[] alone = encoder.Encode(prepared[..length], 1);
        List<(int Size, double Rate)> rates = [];
        double best = 0;
        double difference = 0;
        for (int size = 1; size <= LargestBatch && (long)size * length * sizeof(float) <= LargestInput; size *= 2)
        {
            float[] input = prepared[..(size * length)];
            float[] together = encoder.Encode(input, size); // also warms up
            for (int i = 0; i < alone.Length; i++)
            {
                difference = Math.Max(difference, Math.Abs(together[i] - alone[i]));
            }

            rates.Add((size, Rate(encoder, input, size, clock)));
            if (rates.Count > 3 && rates[^1].Rate < best * 1.01 && rates[^2].Rate < best * 1.01)
            {
                break; // larger ones do not pay
            }

            best = Math.Max(best, rates[^1].Rate);
        }

        if (difference > 0)
        {
            return (Usual, string.Create(
                CultureInfo.InvariantCulture,
                $"usual; the last bits depend on the batch (largest difference {difference:0.##e0})"));
        }

        best = rates.Max(rate => rate.Rate);
        int chosen = rates.First(rate => rate.Rate >= Enough * best).Size;
        string measured =
            string.Join(", ",
                rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"{rate.Size}: {rate.Rate:0}/s")));
        return (chosen, $"measured; {measured}");
    }

    private static double Rate(ImageEncoder encoder, float[] input, int size, TimeProvider clock)
    {
        long start = clock.GetTimestamp();
        int runs = 0;
        TimeSpan elapsed;
        do
        {
            encoder.Encode(input, size);
            runs++;
            elapsed = clock.GetElapsedTime(start);
        }
        while (elapsed < RunTime && runs < 1000);

        return runs * size / Math.Max(1e-9, elapsed.TotalSeconds);
    }
}
