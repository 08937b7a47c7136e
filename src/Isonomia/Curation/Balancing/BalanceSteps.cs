using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>The steps that even out recorded groups.</summary>
internal static class BalanceSteps
{
    private const string Warning =
        "Balancing counts does not balance difficulty, quality or label noise: compare the groups' audits, "
        + "image_quality and label_noise before relying on it.";

    internal static StepOutcome Balance(StepContext context)
    {
        Grouping cells = Cells(context);
        string way = context.Call.Word("way", "down", "up", "weight", "rake", "fill");
        StepOutcome outcome = context.Begin();
        outcome.Notes.Add(Warning);
        if (way == "rake")
        {
            Rake(context, outcome);
            return outcome;
        }

        int[][] members = Members(context, cells);
        int unknown = context.Alive.Count(row => cells.Codes[row] < 0);
        if (unknown > 0)
        {
            outcome.Notes.Add($"{unknown} samples without a value of {cells.Attribute} are in no cell and stay as they "
                + "are.");
        }

        long[] sizes = [.. members.Select(rows => (long)rows.Length)];
        switch (way)
        {
            case "down":
                long[] targets = Targets(context, cells, sizes);
                Down(context, outcome, members, targets);
                Limiting(outcome, cells, sizes, targets);
                break;
            case "up":
                Up(context, outcome, members);
                break;
            case "weight":
                Weigh(context, outcome, members, Shares(context, cells, sizes));
                break;
            default:
                Fill(outcome, cells, sizes);
                break;
        }

        return outcome;
    }

    internal static StepOutcome MinimalRemoval(StepContext context)
    {
        Grouping cells = Cells(context);
        int[][] members = Members(context, cells);
        StepOutcome outcome = context.Begin();
        outcome.Notes.Add(Warning);
        double delta = context.Call.Number("delta", 0, 1)!.Value;
        Down(context, outcome, members,
            CellTargets.ShareDifference([.. members.Select(rows => (long)rows.Length)], delta));
        return outcome;
    }

    private static Grouping Cells(StepContext context)
    {
        IReadOnlyList<string> by = context.Call.Names("by");
        return by.Count == 0
            ? throw context.Refuse("by=… is missing; name the attributes or columns to even out, joined by +.")
            : context.Samples.Groups(string.Join('*', by));
    }

    private static int[][] Members(StepContext context, Grouping cells)
    {
        int[][] members = [.. cells.Groups.Select(_ => Array.Empty<int>())];
        foreach (IGrouping<int, int> cell in context.Alive.Where(row => cells.Codes[row] >= 0)
            .GroupBy(row => cells.Codes[row]))
        {
            members[cell.Key] = [.. cell];
        }

        return members.Any(rows => rows.Length > 0)
            ? members
            : throw context.Refuse($"no sample has a value of {cells.Attribute}; there is nothing to even out.");
    }

    private static long[] Targets(StepContext context, Grouping cells, long[] sizes)
    {
        switch (context.Call.Word("target", "equal", "square_root", "cap", "label_independent", "reference", "entropy",
            "quotas"))
        {
            case "equal":
                return CellTargets.Equal(sizes);
            case "square_root":
                return CellTargets.SquareRoot(sizes);
            case "cap":
                return CellTargets.Cap(sizes, context.Call.Integer("cap")
                    ?? throw context.Refuse("target=cap needs cap=…."));
            case "entropy":
                int keep = context.Call["keep"].Length == 0
                    ? throw context.Refuse("target=entropy needs keep=…, how many samples to keep.")
                    : EmbeddingSteps.Target(context, "keep", (int)sizes.Sum());
                return HierarchicalCut.Share(sizes, keep, cell => context.Draw(cells.Groups[cell], "remainder"));
            case "quotas":
                return Quotas(context, cells, sizes);
            default:
                return CellTargets.Proportional(sizes, Shares(context, cells, sizes));
        }
    }

    private static long[] Quotas(StepContext context, Grouping cells, long[] sizes)
    {
        long[] targets = new long[sizes.Length];
        List<string> unmet = [];
        foreach (string quota in context.Call["quotas"]
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = quota.LastIndexOf(':');
            string name = colon < 0 ? quota : quota[..colon].Trim();
            int cell = cells.Groups.ToList().IndexOf(name);
            if (cell < 0)
            {
                throw new Catalogs.UnknownNameException($"Group of {cells.Attribute}", name, cells.Groups);
            }

            if (!long.TryParse(quota[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture,
                out targets[cell]))
            {
                throw new ArgumentException($"Step 'balance': quota '{quota}'; expected GROUP:COUNT, joined by ';'.");
            }

            if (targets[cell] > sizes[cell])
            {
                unmet.Add($"{name} has {sizes[cell]} of the {targets[cell]} wanted");
            }
        }

        return unmet.Count == 0
            ? targets
            : throw context.Refuse($"quotas cannot be met: {string.Join("; ", unmet)}. Lower them, or use way=up.");
    }

    private static double[] Shares(StepContext context, Grouping cells, long[] sizes)
    {
        double[] used = [.. sizes.Select(size => size > 0 ? 1.0 : 0)];
        return context.Call["target"] switch
        {
            "equal" => [.. used.Select(one => one / used.Sum())],
            "square_root" => Normalized([.. sizes.Select(size => Math.Sqrt(size))]),
            "label_independent" => CellTargets.LabelIndependent(sizes, LabelCount(context)),
            "reference" => Reference(context, cells),
            string other =>
                throw context.Refuse(
                    $"target={other} cannot be a share; use equal, square_root, label_independent or reference."),
        };
    }

    private static int LabelCount(StepContext context)
    {
        IReadOnlyList<string> by = context.Call.Names("by");
        return by.Count < 2
            ? throw context.Refuse(
                "target=label_independent needs a group and a label: by=GROUP+LABEL, the label last.")
            : context.Samples.Groups(by[^1]).Groups.Count;
    }

    private static double[] Reference(StepContext context, Grouping cells)
    {
        if (context.Request.Reference is null)
        {
            throw context.Refuse("target=reference needs a reference population; give a table with --reference.");
        }

        return ReferencePopulation.Read(context.Request.Reference).Shares(cells)
            ?? throw context.Refuse($"the reference population has no shares of '{cells.Attribute}'.");
    }

    private static double[] Normalized(double[] values)
    {
        double total = values.Sum();
        return Array.ConvertAll(values, value => value / total);
    }

    /// <summary>Keeps the target count of each cell: patients in the order of a hash draw, whole ones first.</summary>
    private static void Down(StepContext context, StepOutcome outcome, int[][] members, long[] targets)
    {
        for (int cell = 0; cell < members.Length; cell++)
        {
            foreach (int row in members[cell]
                .OrderBy(row => context.Samples.Units is null ? 0 : context.Draw(Patient(context, row), "patient"))
                .ThenBy(row => context.Draw(row))
                .ThenBy(row => row)
                .Skip((int)targets[cell]))
            {
                outcome.Remove(row, "over_represented_cell", urgency: -context.Draw(row));
            }
        }
    }

    /// <summary>Where most had to go, says which cell is to blame: a reader would drop or merge it rather.</summary>
    private static void Limiting(StepOutcome outcome, Grouping cells, long[] sizes, long[] targets)
    {
        if (targets.Sum() > 0.5 * sizes.Sum())
        {
            return;
        }

        int cell = Enumerable.Range(0, sizes.Length).Where(c => sizes[c] > 0 && targets[c] > 0)
            .OrderByDescending(c => (double)targets[c] / sizes[c]).ThenBy(c => sizes[c]).ThenBy(c => c)
            .FirstOrDefault(-1);
        if (cell >= 0)
        {
            outcome.Notes.Add(string.Create(CultureInfo.InvariantCulture,
                $"More than half had to go because the cell {cells.Attribute} = {cells.Groups[cell]} has only "
                + $"{sizes[cell]:N0} samples: merge it with another, leave it out, or keep every sample with "
                + $"way=weight."));
        }
    }

    /// <summary>A name of the patient that does not depend on the order of rows: the smallest id of its
    /// samples.</summary>
    private static string Patient(StepContext context, int row) =>
        context.Samples.Ids[Array.IndexOf(context.Samples.Units!, context.Samples.Units![row])];

    /// <summary>Repeats samples until every cell is as large as the largest.</summary>
    private static void Up(StepContext context, StepOutcome outcome, int[][] members)
    {
        int largest = members.Max(rows => rows.Length);
        foreach (int[] rows in members.Where(rows => rows.Length > 0))
        {
            int rest = largest % rows.Length;
            int place = 0;
            foreach (int row in rows.OrderBy(row => context.Draw(row)).ThenBy(row => row))
            {
                outcome.Reweigh(row, context.Weights[row] * ((largest / rows.Length) + (place++ < rest ? 1 : 0)));
            }
        }

        outcome.Notes.Add("Repeated samples must stay on one side of every split: split by patient first.");
    }

    private static void Weigh(StepContext context, StepOutcome outcome, int[][] members, double[] shares)
    {
        double clip = context.Call.Number("clip", 1)!.Value;
        double total = members.Sum(rows => rows.Sum(row => context.Weights[row]));
        double[] weights = [.. members.Select((rows, cell) =>
        {
            double share = rows.Sum(row => context.Weights[row]) / total;
            return share > 0 ? Math.Clamp(shares[cell] / share, 1 / clip, clip) : 0;
        })];
        double mean = members.Select((rows, cell) => weights[cell] * rows.Sum(row => context.Weights[row]))
            .Sum() / total;
        for (int cell = 0; cell < members.Length; cell++)
        {
            foreach (int row in members[cell])
            {
                outcome.Reweigh(row, context.Weights[row] * weights[cell] / mean);
            }
        }
    }

    private static void Rake(StepContext context, StepOutcome outcome)
    {
        Grouping[] margins = [.. context.Call.Names("by").Select(context.Samples.Groups)];
        double[][] shares = [.. margins.Select(margin =>
        {
            double[] sizes = new double[margin.Groups.Count];
            foreach (int row in context.Alive.Where(row => margin.Codes[row] >= 0))
            {
                sizes[margin.Codes[row]]++;
            }

            return context.Call["target"] == "reference"
                ? Reference(context, margin)
                : Normalized([.. sizes.Select(size => context.Call["target"] == "square_root" ? Math.Sqrt(size)
                    : size > 0 ? 1 : 0)]);
        })];
        (double[] weights, double difference, IReadOnlyList<string> unmet) =
            Raking.Fit(context.Weights, margins, shares);
        foreach (int row in context.Alive)
        {
            if (weights[row] > 0)
            {
                outcome.Reweigh(row, weights[row]);
            }
            else
            {
                outcome.Remove(row, "group_without_wanted_share");
            }
        }

        outcome.Measures.Add(new StepMeasure("margin_difference", difference,
            "largest difference of a margin from its wanted share"));
        foreach (string margin in unmet)
        {
            outcome.Notes.Add($"The margin {margin} cannot be met: no sample has it.");
        }
    }

    private static void Fill(StepOutcome outcome, Grouping cells, long[] sizes)
    {
        long largest = sizes.Max();
        for (int cell = 0; cell < sizes.Length; cell++)
        {
            if (sizes[cell] < largest)
            {
                outcome.Measures.Add(new StepMeasure(
                    "fill", largest - sizes[cell],
                        $"pictures missing of {cells.Attribute}: {cells.Groups[cell]} (it has {sizes[cell]})"));
            }
        }

        outcome.Notes.Add(
            "Nothing was removed or weighed: the list asks for new or synthetic pictures, which no audit may pool "
                + "with real ones.");
    }
}
