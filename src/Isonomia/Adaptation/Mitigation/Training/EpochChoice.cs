using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>Chooses among the epochs of one training by a rule of the catalog, from their values on validation
/// rows.</summary>
/// <remarks>The candidates are the epochs made so far. Rules that compare with the best of the candidates (the
/// distances to the optimum) can come back to an earlier epoch, but never to one that another epoch dominates; the
/// weights of all others are needed until the end. Source: specification, fairness §13.</remarks>
internal sealed class EpochChoice
{
    private readonly TrainingOptions _options;
    private readonly List<JudgedValues> _epochs;
    private IReadOnlyList<double> _scores = [];

    /// <param name="options">The rule, and the largest gap that it may admit.</param>
    /// <param name="epochs">Epochs that were judged before.</param>
    internal EpochChoice(TrainingOptions options, IEnumerable<JudgedValues> epochs)
    {
        (_options, _epochs) = (options, [.. epochs]);
        if (_epochs.Count > 0)
        {
            Choose();
        }
    }

    /// <summary>The epochs so far.</summary>
    internal IReadOnlyList<JudgedValues> Epochs => _epochs;

    /// <summary>The chosen epoch, from 1; 0 where there is none.</summary>
    internal int Best { get; private set; }

    /// <summary>Whether the rule admits an epoch; otherwise the one of the smallest gap is chosen.</summary>
    internal bool IsFeasible { get; private set; } = true;

    /// <summary>The epochs that may still be chosen, from 1.</summary>
    internal IReadOnlyCollection<int> Needed { get; private set; } = [];

    /// <summary>What the rule says of the chosen epoch; NaN where undefined.</summary>
    internal double BestValue => Best > 0 ? Value(Best) ?? double.NaN : double.NaN;

    /// <summary>What a reader must know, or null.</summary>
    internal string? Note => IsFeasible || Best == 0 ? null : FormattableString.Invariant(
        $"No epoch had a gap of at most {_options.GapLimit} on validation; the one of the smallest gap, ")
            + FormattableString.Invariant($"{_epochs[Best - 1].Gap:0.000} in epoch {Best}, was kept.");

    /// <exception cref="Catalogs.UnknownNameException">The rule is unknown.</exception>
    /// <exception cref="ArgumentException">It cannot choose among the epochs of one training.</exception>
    internal static void RequireRule(string rule)
    {
        _ = SelectionRule.All[rule];
        if (rule == "medfair_minimax_pareto")
        {
            throw new ArgumentException(
                $"Rule '{rule}' takes its group from candidates of plain training beside others, and one training has "
                    + "none; it cannot choose epochs (--selection).");
        }
    }

    /// <summary>What the rule orders an epoch by, given all epochs so far (a distance: smaller is better); null where
    /// undefined.</summary>
    internal double? Value(int epoch) => double.IsFinite(_scores[epoch - 1]) ? _scores[epoch - 1] : null;

    /// <summary>Adds the next epoch.</summary>
    internal void Add(JudgedValues values)
    {
        _epochs.Add(values);
        Choose();
    }

    /// <summary>Keeps what belongs to the last epoch if it may be chosen, and drops what cannot be any more.</summary>
    /// <param name="kept">What is kept, by epoch.</param>
    /// <param name="last">Gives what belongs to the last epoch.</param>
    /// <returns>Whether the last epoch was kept.</returns>
    internal bool Keep<T>(Dictionary<int, T> kept, Func<T> last)
    {
        foreach (int epoch in kept.Keys.Where(epoch => !Needed.Contains(epoch)).ToArray())
        {
            kept.Remove(epoch);
        }

        if (!Needed.Contains(_epochs.Count))
        {
            return false;
        }

        kept[_epochs.Count] = last();
        return true;
    }

    private void Choose()
    {
        SelectionRequest request = new()
        {
            Candidates = [.. _epochs.Select((epoch, i) => epoch.Candidate(i, epoch.Groups.Length > 0))],
            GapLimit = _options.GapLimit,
        };
        SelectionOutcome outcome = SelectionRule.All[_options.Selection].Select(request);
        IsFeasible = outcome.Selected is not null;
        int selected = outcome.Selected ?? SelectionRule.MinGap.Select(request).Selected ?? -1;
        IReadOnlyList<int> front = _options.Selection switch
        {
            "dto@medfair" => ParetoFront.OfGroups(request),
            "dto@utility_gap" => ParetoFront.OfUtilityAndGap(request),
            _ => [],
        };

        // A dominated epoch is farther away, but rounding may make two distances equal.
        selected = front.Count == 0 || front.Contains(selected) ? selected
            : front.MinBy(index => outcome.Scores[index]);
        Best = selected + 1;
        Needed = [.. front.Append(selected).Where(index => index >= 0).Select(index => index + 1).Distinct()];

        // The lexicographic rule orders by several numbers, the first of which is the worst group's.
        _scores = outcome.Scores.Count > 0 ? outcome.Scores
            : [.. request.Candidates.Select(candidate => candidate.Groups.Min())];
    }
}
