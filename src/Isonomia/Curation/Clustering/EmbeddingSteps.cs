using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>The steps that cluster embeddings.</summary>
internal static class EmbeddingSteps
{
    internal static StepOutcome HierarchicalSample(StepContext context)
    {
        SampleRows rows = SampleRows.Of(context, out int[] samples);
        int target = Target(context, "keep", samples.Length);
        int[] counts = Levels(context, samples.Length);
        StepOutcome outcome = context.Begin();
        HierarchicalClusters clusters = HierarchicalClusters.Build(
            rows,
            new HierarchicalRequest
            {
                ClusterCounts = counts,
                ResamplingCount = context.Call.Integer("resampling", 0)!.Value,
                MaxIterations = 50,
                IsSpherical = context.Call.Word("distance", "cosine", "euclid") == "cosine",
                Seed = context.Request.Seed,
                MaxThreads = context.Request.MaxThreads,
            },
            context.Cancellation);
        string pick = context.Call.Word("pick", "random", "closest", "farthest");
        double[] distances = pick == "random" ? [] : Distances(rows, clusters, context);
        int[] kept = HierarchicalSampling.Sample(
            clusters,
            target,
            point => pick switch
            {
                "closest" => distances[point],
                "farthest" => -distances[point],
                _ => context.Draw(samples[point], "pick"),
            },
            (level, cluster) => context.Draw($"{level}/{cluster}", "remainder"));
        Keep(outcome, samples, kept, "over_represented_concept");
        for (int level = 0; level < clusters.Labels.Count; level++)
        {
            int[] of = clusters.ClustersOfPoints(level);
            Report(outcome, $"kl_level_{level + 1}", $"clusters of level {level + 1}", of, clusters.Counts[level],
                kept);
        }

        return outcome;
    }

    internal static StepOutcome ProxyBalance(StepContext context)
    {
        SampleRows rows = SampleRows.Of(context, out int[] samples);
        int count = context.Call.Integer("clusters")!.Value;
        if (count > samples.Length)
        {
            throw context.Refuse($"{count} clusters were asked of {samples.Length} samples; expected at most as many.");
        }

        KMeansResult clusters = KMeans.Fit(
            rows,
            new KMeansRequest
            {
                ClusterCount = count,
                Restarts = 10,
                Seed = context.Request.Seed,
                IsSpherical = context.Call.Word("distance", "cosine", "euclid") == "cosine",
                MaxThreads = context.Request.MaxThreads,
            },
            context.Progress,
            context.Cancellation);
        int target = Target(context, "keep", samples.Length);
        long[] shares = HierarchicalCut.Share(
            [.. clusters.Sizes.Select(size => (long)size)], target, c => context.Draw($"{c}", "remainder"));
        int[] kept = [.. Enumerable.Range(0, samples.Length)
            .GroupBy(point => clusters.Labels[point])
            .SelectMany(points => points
                .OrderBy(point => context.Draw(samples[point], "pick")).Take((int)shares[points.Key]))
            .Order()];
        StepOutcome outcome = context.Begin();
        Keep(outcome, samples, kept, "over_represented_proxy_group");
        Report(outcome, "kl_proxy_groups", "proxy groups", clusters.Labels, count, kept);
        Follow(context, outcome, samples, clusters.Labels, count);
        return outcome;
    }

    /// <summary>How strongly the proxy groups go with what is recorded; a proxy is never called by an attribute's
    /// name.</summary>
    private static void Follow(StepContext context, StepOutcome outcome, int[] samples, int[] labels, int count)
    {
        foreach (CohortColumn column in context.Samples.Cohort.Columns.Where(column =>
            column.Role is ColumnRole.Attribute or ColumnRole.Label or ColumnRole.Acquisition))
        {
            Grouping groups;
            try
            {
                groups = context.Samples.Groups(column.Alias ?? column.Name);
            }
            catch (TableException)
            {
                continue; // a number without bins is no group
            }

            double[][] table = [.. Enumerable.Range(0, count).Select(_ => new double[groups.Groups.Count])];
            for (int i = 0; i < samples.Length; i++)
            {
                if (groups.Codes[samples[i]] is int group and >= 0)
                {
                    table[labels[i]][group]++;
                }
            }

            var test = ContingencyTest.Of(table);
            if (test.CramersVBiasCorrected.IsDefined)
            {
                outcome.Measures.Add(new StepMeasure(
                    $"v_{column.Name}",
                    test.CramersVBiasCorrected.Value,
                    $"Cramér's V (bias-corrected) of proxy groups and {column.Name}: 0 unrelated, 1 the same"));
            }
        }

        outcome.Notes.Add(
            "Proxy groups are clusters of embeddings, not an attribute: they may follow a scanner or a diagnosis as "
                + "well as a person.");
    }

    private static void Keep(StepOutcome outcome, int[] samples, int[] kept, string reason)
    {
        HashSet<int> stays = [.. kept];
        for (int point = 0; point < samples.Length; point++)
        {
            if (!stays.Contains(point))
            {
                outcome.Remove(samples[point], reason);
            }
        }
    }

    private static void Report(StepOutcome outcome, string id, string what, int[] clusters, int count, int[] kept)
    {
        long[] before = new long[count];
        long[] after = new long[count];
        foreach (int cluster in clusters)
        {
            before[cluster]++;
        }

        foreach (int point in kept)
        {
            after[clusters[point]]++;
        }

        outcome.Measures.Add(new StepMeasure(
            id + "_before", HierarchicalSampling.DivergenceFromUniform(before).Nats,
                $"KL to uniform over {count} {what}, nats"));
        outcome.Measures.Add(new StepMeasure(
            id + "_after", HierarchicalSampling.DivergenceFromUniform(after).Nats,
                $"KL to uniform over {count} {what}, nats"));
        outcome.Measures.Add(new StepMeasure(
            id + "_empty", (double)after.Count(n => n == 0) / count, $"share of {what} without a kept sample"));
    }

    private static double[] Distances(SampleRows rows, HierarchicalClusters clusters, StepContext context)
    {
        FloatRows used = context.Call["distance"] == "cosine" ? rows.Normalized() : rows;
        double[] distances = new double[rows.Count];
        float[] row = new float[rows.Width];
        for (int i = 0; i < distances.Length; i++)
        {
            used.Read(i, row);
            ReadOnlySpan<float> center = clusters.Centroids[0].AsSpan(clusters.Labels[0][i] * rows.Width, rows.Width);
            distances[i] = System.Numerics.Tensors.TensorPrimitives.Distance(row, center);
        }

        return distances;
    }

    /// <summary>A number of samples, or a share of them.</summary>
    internal static int Target(StepContext context, string setting, int count)
    {
        double wanted = context.Call.Number(setting, 0)!.Value;
        bool isShare = wanted <= 1 || context.Call[setting].EndsWith('%');
        int target = (int)Math.Round(isShare ? wanted * count : wanted);
        return target >= 1
            ? target
            : throw context.Refuse(
                $"{setting}={context.Call[setting]} of {count} samples keeps none; expected at least one.");
    }

    private static int[] Levels(StepContext context, int count)
    {
        IReadOnlyList<string> given = context.Call.Names("levels");
        if (given.Count == 0)
        {
            // About 30 points a cluster of the first level, about 10 clusters a cluster above.
            List<int> levels = [];
            for (int k = Math.Max(1, count / 30); levels.Count < 3 && (k >= 4 || levels.Count == 0); k /= 10)
            {
                levels.Add(k);
            }

            return [.. levels];
        }

        int[] counts = [.. given.Select(text => int.TryParse(
            text, NumberStyles.None, CultureInfo.InvariantCulture, out int k) && k > 0
                ? k
                : throw new ArgumentException(
                    $"Step 'hierarchical_sample': level {text}; expected whole numbers joined by +."))];
        return counts[0] <= count
            ? counts
            : throw context.Refuse($"{counts[0]} clusters were asked of {count} samples; expected at most as many.");
    }
}
