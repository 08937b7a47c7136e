using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Chooses among runs by a selection rule on validation rows.</summary>
/// <remarks>Source: specification, mitigation §7 and fairness §13. Values of deciding methods on validation rows are
/// those of the rows they were fitted on.</remarks>
internal sealed class CandidateChoice
{
    private readonly Dictionary<(string Attribute, ulong Seed), (JudgedRows Validation, JudgedRows Test)> _rows = [];
    private readonly double _gapLimit;

    internal CandidateChoice(IEnumerable<BenchmarkTrial> trials, double gapLimit)
    {
        _gapLimit = gapLimit;
        foreach (BenchmarkTrial trial in trials)
        {
            if (!_rows.ContainsKey((trial.Target.Attribute, trial.Seed)))
            {
                _rows.Add(
                    (trial.Target.Attribute, trial.Seed),
                    (new JudgedRows(trial.Task, trial.Target, isTest: false),
                        new JudgedRows(trial.Task, trial.Target, isTest: true)));
            }
        }
    }

    /// <exception cref="ArgumentException">The rule cannot choose among the draws of one method.</exception>
    internal static void RequireRule(string rule)
    {
        _ = SelectionRule.All[rule];
        if (rule == "medfair_minimax_pareto")
        {
            throw new ArgumentException(
                $"Rule '{rule}' takes its group from plain training's candidates and cannot choose among the draws of "
                    + "one method; the table of rules shows what it chooses among all.");
        }
    }

    /// <summary>Marks the draw that a rule chooses for every attribute, method and seed; where it chooses none, the
    /// defaults.</summary>
    internal BenchmarkRun[] Mark(IReadOnlyList<BenchmarkRun> runs, string rule)
    {
        HashSet<BenchmarkRun> chosen = new(ReferenceEqualityComparer.Instance);
        foreach (IGrouping<(string, string, ulong), BenchmarkRun> draws in runs
            .Where(run => run.Failed is null).GroupBy(run => (run.Attribute, run.Method, run.Seed)))
        {
            BenchmarkRun[] own = [.. draws];
            (int? place, _) = own.Length == 1 ? (0, null)
                : Select(rule, [.. own.Select(run => (run, OnValidation(run, own[0].Decides)))]);
            chosen.Add(own[place ?? 0]);
        }

        return [.. runs.Select(run => chosen.Contains(run) ? run with { IsChosen = true } : run)];
    }

    /// <summary>What every rule chooses among all runs of an attribute.</summary>
    internal IEnumerable<BenchmarkChoice> Table(IReadOnlyList<BenchmarkRun> runs, string declared)
    {
        foreach (IGrouping<string, BenchmarkRun> own in runs.Where(run => run.Failed is null)
            .GroupBy(run => run.Attribute))
        {
            foreach (bool isDecision in new[] { false, true })
            {
                (BenchmarkRun Run, JudgedValues Values)[] candidates = [.. own
                    .Where(run => isDecision || !run.Decides)
                    .Select(run => (run, OnValidation(run, isDecision)))];
                foreach (SelectionRule rule in SelectionRule.All.Where(_ => candidates.Length > 1))
                {
                    yield return Chosen(own.Key, isDecision, rule.Id, candidates) with
                    {
                        IsDeclared = rule.Id == declared,
                    };
                }
            }
        }
    }

    private BenchmarkChoice Chosen(
        string attribute, bool isDecision, string rule, (BenchmarkRun Run, JudgedValues Values)[] candidates)
    {
        (int? place, string? reason) = Select(rule, candidates);
        BenchmarkChoice choice = new()
        {
            Attribute = attribute,
            Kind = isDecision ? "decisions" : "scores",
            Rule = rule,
            CandidateCount = candidates.Length,
            Reason = reason,
        };
        if (place is not { } index)
        {
            return choice;
        }

        (BenchmarkRun run, JudgedValues validation) = candidates[index];
        (JudgedRows fitted, JudgedRows test) = _rows[(run.Attribute, run.Seed)];
        JudgedValues there = isDecision ? test.ByDecision(run, Threshold(fitted, run)) : test.ByScore(run);
        return choice with
        {
            Method = run.Method,
            Seed = run.Seed,
            Draw = run.Draw,
            Settings = new Dictionary<string, double>(run.Settings)
            {
                ["learning_rate"] = run.LearningRate, ["weight_decay"] = run.WeightDecay,
            },
            ValidationOverall = validation.OverallOrNull,
            ValidationWorst = validation.Worst,
            ValidationGap = validation.Gap,
            TestOverall = there.OverallOrNull,
            TestWorst = there.Worst,
            TestGap = there.Gap,
        };
    }

    private static double Threshold(JudgedRows fitted, BenchmarkRun run) =>
        run.Decides ? 0.5 : fitted.YoudenThreshold(run);

    private JudgedValues OnValidation(BenchmarkRun run, bool isDecision)
    {
        JudgedRows rows = _rows[(run.Attribute, run.Seed)].Validation;
        return isDecision ? rows.ByDecision(run, Threshold(rows, run)) : rows.ByScore(run);
    }

    private (int? Place, string? Reason) Select(string rule, (BenchmarkRun Run, JudgedValues Values)[] candidates)
    {
        bool hasGroups = candidates.All(one => one.Values.Groups.Length > 1
            && one.Values.Groups.Length == candidates[0].Values.Groups.Length);
        if (!hasGroups && !JudgedValues.Groupless.Contains(rule))
        {
            return (null, UndefinedReason.SingleGroup.Id());
        }

        SelectionRequest request = new()
        {
            Candidates = [.. candidates.Select((one, i) => one.Values.Candidate(
                i, hasGroups, isBaseline: one.Run.Method == MitigationMethod.Erm.Id))],
            GapLimit = _gapLimit,
        };
        try
        {
            SelectionOutcome outcome = SelectionRule.All[rule].Select(request);
            return (outcome.Selected, outcome.Problem?.Id());
        }
        catch (ArgumentException exception) when (exception.ParamName == "request")
        {
            return (null, exception.Message.Replace(" (Parameter 'request')", string.Empty, StringComparison.Ordinal));
        }
    }
}
