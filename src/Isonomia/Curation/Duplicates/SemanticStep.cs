using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Near-duplicates by embedding: clusters, order within each, decision, and how many were missed.</summary>
internal static class SemanticStep
{
    private const int CalibrationPairs = 100_000;
    private const int CalibrationLeast = 1_000;
    private const int RecallSample = 2_000;

    internal static StepOutcome Apply(StepContext context)
    {
        SampleRows rows = SampleRows.Of(context, out int[] samples);
        int n = samples.Length;
        FloatRows unit = rows.Normalized();
        StepOutcome outcome = context.Begin();
        double epsilon = context.Call["epsilon"] == "calibrated"
            ? Calibrate(context, outcome, unit, samples)
            : context.Call.Number("epsilon", 0, 2)!.Value;
        DuplicateRule rule = context.Call.Word("rule", "earlier_item", "independent", "component") switch
        {
            "independent" => DuplicateRule.Independent,
            "component" => DuplicateRule.Component,
            _ => DuplicateRule.EarlierItem,
        };
        int count = context.Call.Integer("clusters") ?? Math.Max(1, Math.Min((int)Math.Sqrt(n), n / 256));
        if (count > n)
        {
            throw context.Refuse($"{count} clusters were asked of {n} samples; expected at most as many.");
        }

        KMeansResult clusters = KMeans.Fit(
            rows,
            new KMeansRequest
            {
                ClusterCount = count,
                Seed = context.Request.Seed,
                MaxIterations = 50,
                IsSpherical = true,
                MaxThreads = context.Request.MaxThreads,
            },
            context.Progress,
            context.Cancellation);
        int[] recorded = context.Samples.RecordedCounts();
        int otherPatients = 0;
        foreach (IGrouping<int, int> cluster in Enumerable.Range(0, n).GroupBy(i => clusters.Labels[i])
            .OrderBy(c => c.Key))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int[] members = Ordered(context, unit, [.. cluster], clusters.Centroid(cluster.Key), samples, recorded);
            SemanticDecision[] decisions = SemanticDuplicates.Decide(
                unit.Gather(members), rows.Width, epsilon, rule, context.Request.MaxThreads);
            for (int j = 0; j < members.Length; j++)
            {
                if (decisions[j].IsRemoved)
                {
                    int row = samples[members[j]];
                    int standIn = samples[members[decisions[j].Earlier]];
                    bool isOther = context.Samples.Unit(row) != context.Samples.Unit(standIn);
                    otherPatients += isOther && context.Samples.Units is not null ? 1 : 0;
                    string cosine =
                        string.Create(CultureInfo.InvariantCulture, $"cosine {decisions[j].Similarity:0.0000}");
                    outcome.Remove(
                        row,
                        "near_embedding",
                        standIn,
                        isOther && context.Samples.Units is not null ? cosine + "; other patient number" : cosine,
                        decisions[j].Similarity);
                }
            }
        }

        outcome.Measures.Add(new StepMeasure("epsilon", epsilon,
            "an item goes where its cosine to an earlier one exceeds 1 − ε"));
        outcome.Measures.Add(new StepMeasure("clusters", count, "clusters within which items are compared"));
        Recall(context, outcome, unit, clusters.Labels, epsilon);
        if (otherPatients > 0)
        {
            outcome.Measures.Add(new StepMeasure(
                "patient_id_suspect", otherPatients, "removed items whose stand-in has another patient number"));
            outcome.Notes.Add(
                $"{otherPatients} removed items carry another patient number than what stands for them: look at them, "
                    + $"a patient may "
                + "have two numbers, or ε may be too wide.");
        }

        return outcome;
    }

    private static int[] Ordered(
        StepContext context, FloatRows unit, int[] members, ReadOnlySpan<float> centroid, int[] samples, int[] recorded)
    {
        string order = context.Call.Word("order", "attributes", "hard", "easy", "random");
        double[] cosines = new double[members.Length];
        float[] row = new float[unit.Width];
        for (int i = 0; i < members.Length; i++)
        {
            unit.Read(members[i], row);
            cosines[i] = System.Numerics.Tensors.TensorPrimitives.Dot(row, centroid);
        }

        return [.. Enumerable.Range(0, members.Length)
            .OrderByDescending(i => order == "attributes" ? recorded[samples[members[i]]] : 0)
            .ThenBy(i => order switch
            {
                "easy" => -cosines[i],
                "random" => context.Draw(samples[members[i]], "order"),
                _ => cosines[i],
            })
            .ThenBy(i => members[i])
            .Select(i => members[i])];
    }

    /// <summary>ε at a false-join rate of one in a million: the lower tail of 1 − cos of different patients, continued
    /// as a power law from its quantiles at one in 10,000 and one in 1,000; all pairs where there are at most 100,000,
    /// otherwise 100,000 random ones.</summary>
    private static double Calibrate(StepContext context, StepOutcome outcome, FloatRows unit, int[] samples)
    {
        string within = context.Call["within"];
        int[] strata = within.Length == 0 ? new int[context.Samples.Count] : context.Samples.Groups(within).Codes;
        var random = RandomSource.For(context.Request.Seed, "semdedup/calibration", 0);
        List<double> others = [];
        float[] first = new float[unit.Width];
        float[] second = new float[unit.Width];
        long all = (long)samples.Length * (samples.Length - 1) / 2;
        if (all <= CalibrationPairs)
        {
            for (int a = 1; a < samples.Length; a++)
            {
                for (int b = 0; b < a; b++)
                {
                    Add(a, b);
                }
            }
        }
        else
        {
            for (int attempt = 0; attempt < 4 * CalibrationPairs && others.Count < CalibrationPairs; attempt++)
            {
                Add(random.NextInt32(samples.Length), random.NextInt32(samples.Length));
            }
        }

        if (others.Count < CalibrationLeast)
        {
            throw context.Refuse(
                $"only {others.Count} pairs of different patients were found, too few to calibrate epsilon "
                    + $"({CalibrationLeast} are needed); give epsilon=….");
        }

        others.Sort();
        double near = Math.Max(others[others.Count / 10_000], 1e-9);
        double far = Math.Max(others[others.Count / 1_000], near * 1.0001);
        double exponent = Math.Log(10) / Math.Log(far / near);
        double epsilon = Math.Min(near, near * Math.Pow(1e-6 / 1e-4, 1 / exponent));
        outcome.Measures.Add(new StepMeasure(
            "false_join_rate",
            1e-6,
            $"pairs of different patients within ε: continued from the lower tail of {others.Count} pairs"));
        return epsilon;

        void Add(int a, int b)
        {
            bool isSameUnit = context.Samples.Unit(samples[a]) == context.Samples.Unit(samples[b]);
            if (a == b || isSameUnit || strata[samples[a]] != strata[samples[b]] || strata[samples[a]] < 0)
            {
                return;
            }

            unit.Read(a, first);
            unit.Read(b, second);
            others.Add(Math.Max(0, 1 - System.Numerics.Tensors.TensorPrimitives.Dot(first, second)));
        }
    }

    /// <summary>How many of the pairs above the threshold lie in one cluster, by full search from up to 2,000
    /// items.</summary>
    private static void Recall(StepContext context, StepOutcome outcome, FloatRows unit, int[] labels, double epsilon)
    {
        int n = unit.Count;
        int[] asked =
            [.. Enumerable.Range(0, n).OrderBy(i => context.Draw($"{i}", "recall")).Take(RecallSample).Order()];
        float threshold = (float)(1 - epsilon);
        (long pairs, long inside) = (0, 0);
        using PackedVectors packed = new(unit.Gather(asked), unit.Width);
        const int Block = 1024;
        for (int start = 0; start < n; start += Block)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(Block, n - start);
            float[] block = new float[count * unit.Width];
            unit.Read(start, block);
            float[] products = new float[count * asked.Length];
            packed.Multiply(block, products);
            for (int i = 0; i < count; i++)
            {
                for (int a = 0; a < asked.Length; a++)
                {
                    if (products[(i * asked.Length) + a] > threshold && asked[a] != start + i)
                    {
                        pairs++;
                        inside += labels[asked[a]] == labels[start + i] ? 1 : 0;
                    }
                }
            }
        }

        if (pairs > 0)
        {
            outcome.Measures.Add(new StepMeasure(
                "pair_recall",
                (double)inside / pairs,
                $"share of near-duplicate pairs that lie in one cluster, by full search from {asked.Length} items"));
        }
    }
}
