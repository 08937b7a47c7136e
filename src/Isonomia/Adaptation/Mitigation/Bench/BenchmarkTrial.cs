using System.Globalization;
using System.Text.Json;
using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>One method with one seed and one draw of its hyper-parameters, for one attribute.</summary>
/// <param name="Target">The groups of the attribute.</param>
/// <param name="Task">The rows with the splits of this seed.</param>
/// <param name="Method">The method.</param>
/// <param name="Seed">The seed.</param>
/// <param name="Draw">The draw; 0: the defaults.</param>
/// <param name="Settings">The hyper-parameters of the method.</param>
/// <param name="Training">How heads are trained.</param>
internal sealed record BenchmarkTrial(
    Grouping Target, MitigationTask Task, MitigationMethod Method, ulong Seed, int Draw,
    IReadOnlyDictionary<string, double> Settings, TrainingOptions Training)
{
    private static readonly SearchRange LearningRates = SearchRange.Power(-4, -2);
    private static readonly SearchRange WeightDecays = SearchRange.Power(-6, -3);

    /// <summary>The rows that are judged: validation, then test rows with a label. Scores of a run are in this
    /// order.</summary>
    internal static int[] JudgedRows(MitigationTask task) =>
        [.. task.Splits.Validation, .. task.Splits.Test.Where(row => task.Task.Classes[row] >= 0)];

    /// <summary>What a search draws for a method, by setting, as text.</summary>
    internal static Dictionary<string, string> Ranges(MitigationMethod method)
    {
        Dictionary<string, string> ranges = new()
        {
            ["learning_rate"] = LearningRates.Text, ["weight_decay"] = WeightDecays.Text,
        };
        foreach (MitigationSetting setting in method.Settings)
        {
            if (setting.Search is { } range)
            {
                ranges[setting.Name] = range.Text;
            }
        }

        return ranges;
    }

    /// <summary>Draws the hyper-parameters of a trial: draw 0 keeps the defaults. The learning rate and the decay of a
    /// draw are the same for every method, so that methods pair.</summary>
    internal static BenchmarkTrial Of(
        Grouping target, MitigationTask task, MitigationMethod method, ulong seed, int draw, TrainingOptions training)
    {
        Dictionary<string, double> drawn = [];
        if (draw > 0)
        {
            training = training with
            {
                LearningRate = LearningRates.Draw(RandomSource.For(seed, "search:learning_rate", draw)),
                WeightDecay = WeightDecays.Draw(RandomSource.For(seed, "search:weight_decay", draw)),
            };
            foreach (MitigationSetting setting in method.Settings)
            {
                if (setting.Search is { } range)
                {
                    double value = range.Draw(
                        RandomSource.For(seed, $"search:{method.Id}:{setting.Name}", draw));
                    drawn[setting.Name] = Math.Clamp(value, setting.Low, setting.High);
                }
            }
        }

        return new BenchmarkTrial(
            target, task, method, seed, draw, MitigationContext.Complete(method, drawn), training);
    }

    /// <summary>The hash of everything that shapes the trial's result.</summary>
    /// <param name="problem">The hash of rows, labels, groups and splits.</param>
    internal string Key(string problem) => RunCache.KeyOf(
        problem, Method.Id, JsonSerializer.Serialize(Settings), JsonSerializer.Serialize(
            Training.Selection == "gap_constrained" ? Training : Training with { GapLimit = 0 }),
        Seed.ToString(CultureInfo.InvariantCulture), ProductVersions.Now["isonomia"]);

    /// <summary>The hash of rows, labels, groups and splits.</summary>
    internal static string ProblemKey(
        MitigationBenchmarkRequest request, MitigationTask task, Grouping target, TunedBackbone? backbone) =>
        RunCache.KeyOf(
            "judged rows", task.Cohort.Cohort.Fingerprint, task.Cohort.EmbeddingsFingerprint, request.Label,
            request.Positive ?? string.Empty, target.Attribute, string.Join('|', target.Groups),
            string.Join(',', target.Codes), string.Join(',', task.Splits.Training),
            string.Join(',', task.Splits.Validation), string.Join(',', task.Splits.Test),
            task.Texts?.Fingerprint ?? string.Empty, string.Join(',', task.Synthetic?.Rows ?? []),
            backbone?.Fingerprint ?? string.Empty);
}
