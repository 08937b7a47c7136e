using Isonomia.Adaptation;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The epoch of a training is chosen by the rules of the catalog.</summary>
public sealed class EpochChoiceTests
{
    public static TheoryData<string> Rules =>
        [.. SelectionRule.All.Select(rule => rule.Id).Where(id => id != "medfair_minimax_pareto")];

    [Fact]
    public void A_distance_to_the_best_of_all_epochs_may_come_back_to_an_earlier_one()
    {
        // Worked by hand. After two epochs the best of the groups are 0.80 and 0.69: distances 0.60/0.69 − 1 = −0.130
        // and 0.70/0.80 − 1 = −0.125. The third makes them 1.00 and 0.69: √(0.2² + 0.130²), 0.3 and 0.420.
        EpochChoice choice = new(new TrainingOptions { Selection = "dto@medfair" }, []);
        Dictionary<int, string> kept = [];
        foreach ((double[] groups, int best) in new[]
            {
                (new[] { 0.80, 0.60 }, 1), ([0.70, 0.69], 2), ([0.60, 0.60], 2), ([1.00, 0.40], 1),
            })
        {
            choice.Add(new JudgedValues(0.7, groups, []));
            choice.Keep(kept, () => $"weights {choice.Epochs.Count}");
            Assert.Equal(best, choice.Best);
        }

        Assert.Equal(Math.Sqrt(0.04 + Math.Pow(1 - (0.60 / 0.69), 2)), choice.BestValue, 1e-12);

        // The third epoch is worse than the second in both groups and can never be chosen.
        Assert.Equal([1, 2, 4], kept.Keys.Order());
        Assert.Equal("weights 1", kept[choice.Best]);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_choice_is_that_of_the_catalog_over_all_epochs_and_its_weights_were_kept_for_any_training(
        string rule)
    {
        for (int trial = 0; trial < 200; trial++)
        {
            // Values on a coarse grid, so that there are ties.
            var random = RandomSource.For(7, rule, trial);
            double Value() => 0.5 + (random.NextInt32(11) * 0.05);
            JudgedValues[] epochs = [.. Enumerable.Range(0, 12).Select(_ => new JudgedValues(
                Value(), [Value(), Value(), Value()], [Value(), Value()]))];
            TrainingOptions options = new() { Selection = rule };
            EpochChoice choice = new(options, []);
            Dictionary<int, int> kept = [];
            foreach (JudgedValues epoch in epochs)
            {
                choice.Add(epoch);
                choice.Keep(kept, () => choice.Epochs.Count);
            }

            SelectionRequest all = new()
            {
                Candidates = [.. epochs.Select((epoch, i) => epoch.Candidate(i, hasGroups: true))], GapLimit = 0.05,
            };
            int? expected = SelectionRule.All[rule].Select(all).Selected ?? SelectionRule.MinGap.Select(all).Selected;
            Assert.Equal(expected + 1, choice.Best);
            Assert.Equal(choice.Best, kept[choice.Best]);
            Assert.Equal(choice.Best, new EpochChoice(options, epochs).Best);
            Assert.True(kept.Count == 1 || rule is "dto@medfair" or "dto@utility_gap");
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_training_keeps_the_epoch_that_its_history_says(string rule)
    {
        MitigationContext context = new(
            PlantedBias.Problem(600, 4), new Dictionary<string, double>(),
            new TrainingOptions { Epochs = 8, Patience = 0, LearningRate = 0.01, Selection = rule, GapLimit = 0.2 }, 5);
        TrainedScores trained = HeadTrainer.Run(context, new WeighingLoss(), null, default);
        Assert.Equal(8, trained.History.Count);
        TuneEpoch best = trained.History[trained.BestEpoch - 1];
        Assert.All(trained.History, epoch => Assert.True(epoch is { Overall: > 0, Worst: > 0, Gap: >= 0 }));
        double? expected = rule switch
        {
            "overall" => trained.History.Max(epoch => epoch.Overall),
            "worst_group" or "lexicographic_minimax" => trained.History.Max(epoch => epoch.Worst),
            "min_gap" => trained.History.Min(epoch => epoch.Gap),
            "gap_constrained" => trained.History.Where(epoch => epoch.Gap <= 0.2).Max(epoch => epoch.Overall),
            "worst_class" => trained.History.Max(epoch => epoch.ValidationValue),
            "es@harvard" => trained.History.Max(epoch => epoch.ValidationValue),
            _ => trained.History.Min(epoch => epoch.ValidationValue),
        };
        Assert.NotNull(expected);
        Assert.Equal(expected, best.ValidationValue);
        Assert.Equal(expected, trained.ValidationValue);
    }

    [Fact]
    public void Where_no_epoch_has_an_admitted_gap_the_smallest_is_kept_and_said()
    {
        MitigationContext context = new(
            PlantedBias.Problem(600, 4), new Dictionary<string, double>(),
            new TrainingOptions { Epochs = 4, Patience = 0, Selection = "gap_constrained", GapLimit = 0 }, 5);
        TrainedScores trained = HeadTrainer.Run(context, new WeighingLoss(), null, default);
        Assert.Equal(trained.History.MinBy(epoch => epoch.Gap)!.Epoch, trained.BestEpoch);
        Assert.Contains(context.Notes, note => note.StartsWith(
            "No epoch had a gap of at most 0 on validation; the one of the smallest gap", StringComparison.Ordinal));
        Assert.All(trained.History, epoch => Assert.Null(epoch.ValidationValue));
    }

    [Fact]
    public void A_rule_that_cannot_choose_epochs_here_says_why()
    {
        MitigationProblem problem = PlantedBias.Problem(600, 4);
        Assert.Contains("one training has none", Assert.Throws<ArgumentException>(() =>
            new ValidationJudge(problem, new TrainingOptions { Selection = "medfair_minimax_pareto" })).Message,
            StringComparison.Ordinal);
        Assert.Throws<Catalogs.UnknownNameException>(() =>
            new ValidationJudge(problem, new TrainingOptions { Selection = "dto" }));
        MitigationProblem one = problem with { Groups = [.. problem.Groups.Select(_ => 0)] };
        Assert.Contains("'min_gap' compares groups, and 1 of 2", Assert.Throws<ProbeException>(() =>
            new ValidationJudge(one, new TrainingOptions { Selection = "min_gap" })).Message, StringComparison.Ordinal);
        Assert.Contains("did not choose", new ValidationJudge(one, new TrainingOptions()).Note!,
            StringComparison.Ordinal);
        Assert.Null(new ValidationJudge(one, new TrainingOptions { Selection = "overall" }).Note);
    }
}
