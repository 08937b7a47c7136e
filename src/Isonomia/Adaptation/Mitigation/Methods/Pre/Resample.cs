using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Batches in which every cell of group and label is as frequent.</summary>
    public static MitigationMethod Resample { get; } = new(
        "resample",
        "resampling",
        MitigationStage.Pre,
        "every draw: a cell uniformly, a row in it uniformly; row probability 1/(C·n_c)",
        new Citation(
            "Idrissi, Arjovsky, Pezeshki and Lopez-Paz, CLeaR 2022; SubpopBench ReSample (Yang et al., ICML 2023)",
            "https://arxiv.org/abs/2302.12254"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Settings =
        [
            MitigationSetting.OneOf("by", "what is made as frequent; label needs no attribute", "cell", "label",
                "group"),
        ],
        Prepare = static context =>
        {
            MitigationProblem problem = context.Problem;
            int by = (int)context["by"];
            Func<int, int> codeOf = by switch
            {
                0 => problem.CellOf,
                1 => row => problem.Labels[row],
                _ => row => problem.Groups[row],
            };
            int count = by == 0 ? problem.CellCount : by == 1 ? problem.ClassCount : problem.GroupNames.Count;
            int[] counts = MitigationProblem.Counts(problem.Training, codeOf, count);
            int smallest = counts.Where(n => n > 0).DefaultIfEmpty(0).Min();
            int present = counts.Count(n => n > 0);
            double factor = smallest == 0 ? 0 : (double)counts.Sum() / (present * smallest);
            if (factor > 20)
            {
                context.Notes.Add(FormattableString.Invariant(
                    $"A row of the smallest cell ({smallest} rows) is drawn {factor:0} times an epoch."));
            }

            if (present < count)
            {
                context.Notes.Add(
                    $"{count - present} of {count} cells have no training row and were left out of the draw.");
            }

            return problem with
            {
                Sampling = by switch
                {
                    0 => BatchSampling.CellUniform,
                    1 => BatchSampling.ClassUniform,
                    _ => BatchSampling.GroupUniform,
                },
            };
        },
    };
}
