using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Finds one additive edit of all pictures after which a probe of embeddings no longer tells an attribute, by
/// queries of the embedding service alone.</summary>
/// <remarks>
/// <para>Objective: mean 4(p_a − ½)² + κ·mean 4(p_y − p_y⁰)² over a batch. A step asks for the slope along a random ±1
/// direction by two queries and is kept where a third, on the same batch, has a lower objective; its length doubles
/// then and halves otherwise.</para>
/// <para>Source: Jin, Xu, Zhong, Yao, Dou and Zhou, 2024 (one universal edit, greedy zeroth-order search).
/// Deviation: the objective is bounded, the paper's is a cross-entropy.</para>
/// <para>Limit: where embeddings are linear in pixels an edit moves all of them alike; it can take the probe's decision
/// off an attribute and not its ranking.</para>
/// </remarks>
public static class UniversalEdit
{
    /// <summary>Searches.</summary>
    /// <param name="request">The pictures, the service and the probes.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The edit, with its cost.</returns>
    /// <exception cref="ArgumentException">The budget does not reach for one step, or a setting is out of
    /// range.</exception>
    public static UniversalEditResult Run(UniversalEditRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        int n = request.Pictures.RowCount;
        int batch = Math.Min(request.BatchSize, n);
        if (!(request.Bound > 0) || !(request.ProbeStep > 0) || !(request.Rate > 0) || !(request.KeepLabel >= 0)
            || batch < 1)
        {
            throw new ArgumentException(
                "Bound, probe step, rate and batch size must be above 0, the weight of the label not below 0.",
                nameof(request));
        }

        // All pictures before and after are part of the budget.
        int queries = 2 * n;
        if (request.QueryBudget < queries + (3 * batch))
        {
            throw new ArgumentException(
                $"The budget of {request.QueryBudget} queries is too small: {queries} are needed to judge {n} pictures "
                    + $"and {3 * batch} for one step.",
                nameof(request));
        }

        int p = request.Pictures.Width;
        float[] edit = new float[p];
        int[] all = [.. Enumerable.Range(0, n)];
        FloatMatrix plain = request.Embed(Edited(request.Pictures, all, edit));
        double[] labels = request.Label(plain);
        double before = Certainty(request.Attribute(plain));
        RandomSource random = RandomSource.For(request.Seed, "universal_edit", 0);
        double rate = request.Rate;
        int accepted = 0;
        while (queries + (3 * batch) <= request.QueryBudget)
        {
            cancellation.ThrowIfCancellationRequested();
            int[] rows = [.. Enumerable.Range(0, batch).Select(_ => random.NextInt32(n))];
            float[] direction = [.. Enumerable.Range(0, p).Select(_ => random.NextDouble() < 0.5 ? -1f : 1f)];
            double up = Objective(request, rows, labels, Moved(edit, direction, request.ProbeStep, request.Bound));
            double down = Objective(request, rows, labels, Moved(edit, direction, -request.ProbeStep, request.Bound));
            double slope = (up - down) / (2 * request.ProbeStep);
            float[] candidate = Moved(edit, direction, -rate * Math.Sign(slope), request.Bound);
            double there = Objective(request, rows, labels, candidate);
            queries += 3 * batch;

            // Between the two queries the objective is their mean, to the second order of a small step.
            if (there < (up + down) / 2)
            {
                (edit, accepted, rate) = (candidate, accepted + 1, Math.Min(2 * rate, request.Bound));
            }
            else
            {
                rate = Math.Max(rate / 2, request.ProbeStep / 10);
            }
        }

        FloatMatrix changed = request.Embed(Edited(request.Pictures, all, edit));
        return new UniversalEditResult(
            edit, queries, accepted, before, Certainty(request.Attribute(changed)),
            Math.Sqrt(request.Label(changed).Zip(labels, (a, b) => (a - b) * (a - b)).Average()));
    }

    private static double Objective(UniversalEditRequest request, int[] rows, double[] labels, float[] edit)
    {
        FloatMatrix embeddings = request.Embed(Edited(request.Pictures, rows, edit));
        double[] label = request.Label(embeddings);
        return Certainty(request.Attribute(embeddings))
            + (request.KeepLabel * rows.Select((row, i) => 4 * Math.Pow(label[i] - labels[row], 2)).Average());
    }

    private static double Certainty(double[] probabilities) => probabilities.Average(p => 4 * (p - 0.5) * (p - 0.5));

    private static float[] Moved(float[] edit, float[] direction, double step, double bound) =>
        [.. edit.Zip(direction, (own, sign) => (float)Math.Clamp(own + (step * sign), -bound, bound))];

    private static FloatMatrix Edited(FloatMatrix pictures, int[] rows, float[] edit)
    {
        float[] values = new float[rows.Length * edit.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            System.Numerics.Tensors.TensorPrimitives.Add(
                pictures.Row(rows[i]), edit, values.AsSpan(i * edit.Length, edit.Length));
        }

        return new FloatMatrix(values, edit.Length);
    }
}
