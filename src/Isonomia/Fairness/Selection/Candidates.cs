using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The parts selection rules are made of.</summary>
internal static partial class Candidates
{
    /// <summary>Chooses the candidate with the largest score; NaN excludes.</summary>
    internal static SelectionOutcome Largest(SelectionRequest request, Func<SelectionCandidate, double> score)
    {
        Check(request);
        double[] scores =
            [.. request.Candidates.Select(candidate => IsComplete(candidate) ? score(candidate) : double.NaN)];
        return Choose(request, scores, scores);
    }

    /// <summary>Chooses the candidate with the smallest score; NaN excludes.</summary>
    internal static SelectionOutcome Smallest(SelectionRequest request, Func<SelectionCandidate, double> score)
    {
        Check(request);
        double[] scores =
            [.. request.Candidates.Select(candidate => IsComplete(candidate) ? score(candidate) : double.NaN)];
        return Choose(request, [.. scores.Select(value => -value)], scores);
    }

    /// <summary>Chooses by the class recalls, which need no group values.</summary>
    internal static SelectionOutcome LargestByClass(SelectionRequest request, Func<double[], double> score)
    {
        CheckDirection(request);
        double[] scores = [.. request.Candidates.Select(candidate =>
            candidate.ClassRecalls.Count > 0
                && !double.IsNaN(candidate.Overall)
                && candidate.ClassRecalls.All(recall => !double.IsNaN(recall))
                ? score([.. candidate.ClassRecalls])
                : double.NaN)];
        return Choose(request, scores, scores);
    }

    /// <summary>A value with its sign such that larger is better.</summary>
    internal static double Oriented(SelectionRequest request, double value) =>
        request.Better == Direction.LowerIsBetter ? -value : value;

    /// <summary>The worst group's value, such that larger is better.</summary>
    internal static double Worst(SelectionRequest request, SelectionCandidate candidate) =>
        candidate.Groups.Min(value => Oriented(request, value));

    internal static bool IsComplete(SelectionCandidate candidate) =>
        !double.IsNaN(candidate.Overall) && candidate.Groups.All(value => !double.IsNaN(value));

    /// <summary>The candidates that can be judged, with their place in the request.</summary>
    internal static (SelectionCandidate Candidate, int Index)[] Complete(SelectionRequest request) =>
        [
            .. request.Candidates.Select((candidate, index) => (candidate, index))
            .Where(pair => IsComplete(pair.candidate))];

    internal static int[] Excluded(SelectionRequest request) =>
        [.. Enumerable.Range(0, request.Candidates.Count).Where(index => !IsComplete(request.Candidates[index]))];

    /// <summary>Among candidates that tie, the one of higher overall value, then of lower index.</summary>
    internal static int BreakTie(SelectionRequest request, IEnumerable<int> tied) =>
        tied.OrderByDescending(index => Oriented(request, request.Candidates[index].Overall))
            .ThenBy(index => index)
            .First();

    internal static void Check(SelectionRequest request)
    {
        CheckDirection(request);
        int groups = request.Candidates[0].Groups.Count;
        if (groups < 1 || request.Candidates.Any(candidate => candidate.Groups.Count != groups))
        {
            throw new ArgumentException(
                "Every candidate needs a value for the same groups, at least one.", nameof(request));
        }
    }

    internal static void NeedsHigherIsBetter(SelectionRequest request, string rule)
    {
        if (request.Better != Direction.HigherIsBetter)
        {
            throw new ArgumentException(
                $"Selection rule '{rule}' needs a metric where higher is better.", nameof(request));
        }
    }

    private static void CheckDirection(SelectionRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Better is not (Direction.HigherIsBetter or Direction.LowerIsBetter))
        {
            throw new ArgumentException("Selection needs a metric where higher or lower is better.", nameof(request));
        }

        if (request.Candidates.Count == 0)
        {
            throw new ArgumentException("Selection needs at least one candidate.", nameof(request));
        }
    }

    private static SelectionOutcome Choose(SelectionRequest request, double[] merits, double[] scores)
    {
        int[] usable = [.. Enumerable.Range(0, merits.Length).Where(index => !double.IsNaN(merits[index]))];
        int[] excluded = [.. Enumerable.Range(0, merits.Length).Except(usable)];
        if (usable.Length == 0)
        {
            return new SelectionOutcome(null, UndefinedReason.Infeasible, excluded) { Scores = scores };
        }

        double best = usable.Max(index => merits[index]);
        return new SelectionOutcome(
            BreakTie(request, usable.Where(index => merits[index] == best)), null, excluded) { Scores = scores };
    }
}
