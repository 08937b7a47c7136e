using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <content>The rules that take more than one line.</content>
internal static partial class Candidates
{
    internal static SelectionOutcome Lexicographic(SelectionRequest request)
    {
        Check(request);
        var complete = Complete(request);
        if (complete.Length == 0)
        {
            return None(request);
        }

        double[][] ascending =
            [
                .. complete.Select(
                    pair => pair.Candidate.Groups.Select(value => Oriented(request, value)).Order().ToArray())];
        double[] best = ascending.Aggregate((first, second) => Compare(first, second) >= 0 ? first : second);
        int[] tied = [.. complete.Where((_, place) => Compare(ascending[place], best) == 0).Select(pair => pair.Index)];
        return new SelectionOutcome(BreakTie(request, tied), null, Excluded(request));
    }

    internal static SelectionOutcome MedfairMinimaxPareto(SelectionRequest request)
    {
        Check(request);
        var complete = Complete(request);
        SelectionCandidate[] baselines =
            [.. complete.Select(pair => pair.Candidate).Where(candidate => candidate.IsBaseline)];
        if (!request.Candidates.Any(candidate => candidate.IsBaseline))
        {
            throw new ArgumentException(
                "Selection rule 'medfair_minimax_pareto' needs a candidate marked as the baseline.", nameof(request));
        }

        if (baselines.Length == 0)
        {
            return None(request);
        }

        int worst = Enumerable.Range(0, baselines[0].Groups.Count)
            .MinBy(group => baselines.Max(candidate => Oriented(request, candidate.Groups[group])));
        int[] front = [.. ParetoFront.OfGroups(request).Where(index => IsComplete(request.Candidates[index]))];
        double best = front.Max(index => Oriented(request, request.Candidates[index].Groups[worst]));
        int[] tied = [.. front.Where(index => Oriented(request, request.Candidates[index].Groups[worst]) == best)];
        return new SelectionOutcome(BreakTie(request, tied), null, Excluded(request)) { WorstGroup = worst };
    }

    internal static SelectionOutcome GapConstrained(SelectionRequest request)
    {
        double limit = request.GapLimit
            ?? throw new ArgumentException(
                "Selection rule 'gap_constrained' needs a gap limit; none was given.", nameof(request));
        SelectionOutcome outcome = Largest(
            request, candidate => candidate.Gap <= limit ? Oriented(request, candidate.Overall) : double.NaN);
        return outcome with { Excluded = Excluded(request) };
    }

    internal static SelectionOutcome DistanceToBestOfEachGroup(SelectionRequest request)
    {
        Check(request);
        SelectionCandidate[] complete = [.. Complete(request).Select(pair => pair.Candidate)];
        double[] best = [.. Enumerable.Range(0, request.Candidates[0].Groups.Count).Select(group => complete.Length == 0
            ? double.NaN
            : complete.MaxBy(candidate => Oriented(request, candidate.Groups[group]))!.Groups[group])];
        return Smallest(
            request,
            candidate => FiniteOrNaN(Length(candidate.Groups.Select((value, group) => (value / best[group]) - 1))));
    }

    internal static SelectionOutcome DistanceToOne(SelectionRequest request)
    {
        NeedsHigherIsBetter(request, "dto@one");
        return Smallest(request, static candidate => Length(candidate.Groups.Select(static value => 1 - value)));
    }

    internal static SelectionOutcome DistanceOfUtilityAndGap(SelectionRequest request)
    {
        Check(request);
        SelectionCandidate[] complete = [.. Complete(request).Select(pair => pair.Candidate)];
        if (complete.Length == 0)
        {
            return None(request);
        }

        double[] overall = [.. complete.Select(candidate => Oriented(request, candidate.Overall))];
        double[] gaps = [.. complete.Select(candidate => candidate.Gap)];
        return Smallest(request, candidate => Length(
        [
            Scaled(overall.Max() - Oriented(request, candidate.Overall), overall.Max() - overall.Min()),
            Scaled(candidate.Gap - gaps.Min(), gaps.Max() - gaps.Min()),
        ]));
    }

    internal static SelectionOutcome SmallestClassDifference(SelectionRequest request)
    {
        SelectionOutcome outcome = LargestByClass(
            request, static recalls => -MulticlassKernel.ClassDifference(recalls).ValueOrNaN);
        return outcome with { Scores = [.. outcome.Scores.Select(score => -score)] };
    }

    internal static SelectionOutcome EquityScaled(SelectionRequest request)
    {
        NeedsHigherIsBetter(request, "es@harvard");
        return Largest(request, candidate =>
            candidate.Overall / (
                1 + (request.EquityWeight * candidate.Groups.Sum(value => Math.Abs(candidate.Overall - value)))));
    }

    private static SelectionOutcome None(SelectionRequest request) =>
        new(null, UndefinedReason.Infeasible, Excluded(request));

    private static int Compare(double[] first, double[] second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            if (first[i] != second[i])
            {
                return first[i].CompareTo(second[i]);
            }
        }

        return 0;
    }

    /// <summary>A distance over the range of distances, 0 where all candidates are equal.</summary>
    private static double Scaled(double distance, double range) => range == 0 ? 0 : distance / range;

    private static double FiniteOrNaN(double value) => double.IsFinite(value) ? value : double.NaN;

    private static double Length(IEnumerable<double> differences) =>
        Math.Sqrt(differences.Sum(static value => value * value));
}
