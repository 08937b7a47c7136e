using System.Globalization;
using System.Text;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>A table of several models on the same patients: the score is signal · label + noise, with a signal by model
/// and sex.</summary>
internal static class SeveralModels
{
    internal const string Header = "image,patient,dataset,split,sex,age,label,score,model,seed\n";

    /// <summary>Good serves F less well; raised lifts F; weak is poor for all.</summary>
    internal static readonly (string Name, double Female, double Male)[] Three =
        [("good", 1.2, 2.6), ("raised", 2.2, 2.6), ("weak", 0.3, 0.9)];

    internal static string[] Lines(
        IEnumerable<(string Name, double Female, double Male)> models, int patients = 300, int seeds = 2,
        string[]? datasets = null)
    {
        List<string> lines = [];
        foreach ((int d, string dataset) in (datasets ?? ["a", "b"]).Index())
        {
            RandomSource cohort = RandomSource.For(7, "cohort", d);
            (bool IsFemale, bool IsOld, int Label, double Noise)[] people =
            [
                .. Enumerable.Range(0, patients).Select(_ =>
                    (
                        cohort.NextDouble() < 0.5, cohort.NextDouble() < 0.5, cohort.NextDouble() < 0.4 ? 1 : 0,
                        cohort.NextDouble() + cohort.NextDouble())),
            ];
            foreach ((string name, double female, double male) in models)
            {
                for (int seed = 1; seed <= seeds; seed++)
                {
                    RandomSource training = RandomSource.For((ulong)seed, name, d);
                    foreach ((int i, var person) in people.Index())
                    {
                        double signal = (person.IsFemale ? female : male) * person.Label;
                        double score = (signal + (2 * person.Noise) + (0.2 * training.NextDouble())) / 10;
                        lines.Add(string.Create(
                            CultureInfo.InvariantCulture,
                            $"{dataset}{i},{dataset}p{i},{dataset},{(i % 3 == 0 ? "val" : "test")},"
                                + $"{(person.IsFemale ? "F" : "M")},{(person.IsOld ? "old" : "young")},"
                                + $"{person.Label},{score:R},{name},{seed}\n"));
                    }
                }
            }
        }

        return [.. lines];
    }

    internal static string Write(ScratchFolder folder, string name, IEnumerable<string> lines)
    {
        File.WriteAllText(
            folder.File(name),
            lines.Aggregate(new StringBuilder(Header), (text, line) => text.Append(line)).ToString());
        return folder.File(name);
    }

    internal static ComparisonRequest Request(params string[] paths) => new()
    {
        Predictions = new PredictionRequest
        {
            Paths = paths,
            Labels = ["label"],
            Scores = ["score"],
            Attributes = ["sex", "age"],
            Unit = "patient",
            Id = "image",
            Model = "model",
        },
        SeedColumn = "seed",
        DatasetColumn = "dataset",
        Replicates = 200,
        Threads = 1,
    };
}
