using Isonomia.Adaptation;
using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every mitigation.</summary>
public sealed class MitigationConformanceTests : CatalogConformance<MitigationMethod>
{
    protected override Catalog<MitigationMethod> Catalog => MitigationMethod.All;

    protected override string GuidePage => "docs/guide/mitigation.md";

    protected override string Module => "Adaptation/Mitigations";

    public static TheoryData<string> Ids() => [.. MitigationMethod.All.Select(method => method.Id)];

    public static TheoryData<string> Losses() =>
        [.. MitigationMethod.All.Where(method => method.Loss is not null).Select(method => method.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            golden.ShouldMatch(MitigationCases.Value(MitigationMethod.All[id], golden.Input));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Settings_have_defaults_in_range_and_a_meaning(string id) => Assert.All(
        MitigationMethod.All[id].Settings,
        setting =>
        {
            Assert.InRange(setting.Default, setting.Low, setting.High);
            Assert.NotEqual(string.Empty, setting.Meaning);
            Assert.Matches("^[a-z0-9_]+$", setting.Name);
        });

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradients_agree_with_central_differences_on_random_problems(string id)
    {
        MitigationMethod method = MitigationMethod.All[id];
        for (ulong seed = 1; seed <= 5; seed++)
        {
            GradientCheck.Require(method, seed);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Same_seed_gives_the_same_scores_and_labels_stay_untouched(string id)
    {
        MitigationMethod method = MitigationMethod.All[id];
        (FittedMitigation first, MitigationProblem problem) = Fit(method, 3);
        (FittedMitigation again, _) = Fit(method, 3);
        Assert.Equal(first.Scores, again.Scores);
        Assert.Equal(first.Decisions, again.Decisions);
        Assert.Equal(PlantedBias.Problem(200, 3).Labels, problem.Labels);
        Assert.All(first.Scores, score => Assert.InRange(score, 0, 1));
        Assert.All(first.Decisions ?? [], p => Assert.InRange(p, 0, 1));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Test_rows_attributes_matter_only_where_declared(string id)
    {
        MitigationMethod method = MitigationMethod.All[id];
        MitigationProblem problem = PlantedBias.Problem(200, 4);
        HashSet<int> test = [.. problem.Test];
        MitigationProblem hidden = problem with
        {
            Groups = [.. problem.Groups.Select((g, row) => test.Contains(row) ? -1 : g)],
        };
        FittedMitigation known = Run(method, problem);
        FittedMitigation unknown = Run(method, hidden);
        bool isSame = problem.Test.All(row => known.Scores[row].Equals(unknown.Scores[row])
            && (known.Decisions is null || known.Decisions[row].Equals(unknown.Decisions![row])));
        Assert.True(isSame || method.NeedsAttributeAtTest, id);
    }

    protected override Citation? CitationOf(MitigationMethod entry) => entry.Source;

    private static (FittedMitigation, MitigationProblem) Fit(MitigationMethod method, ulong seed)
    {
        MitigationProblem problem = PlantedBias.Problem(200, seed);
        return (Run(method, problem), problem);
    }

    /// <summary>What changes labels runs only where it is allowed to.</summary>
    private static Dictionary<string, double> Consent(MitigationMethod method) =>
        method == MitigationMethod.LabelMassaging ? new() { ["consent"] = 1 } : [];

    private static FittedMitigation Run(MitigationMethod method, MitigationProblem problem) => MitigationFit.Run(
        method,
        new MitigationContext(
            problem, MitigationContext.Complete(method, Consent(method)),
            new TrainingOptions { Epochs = 3, BatchSize = 64 }, 5),
        default);
}
