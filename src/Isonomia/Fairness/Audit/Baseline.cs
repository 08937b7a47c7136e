using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Another model's predictions for the same rows.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Table">Its rows.</param>
internal sealed record Baseline(string Name, PredictionTable Table)
{
    /// <summary>Finds the name under which a file's rows stand in the model column.</summary>
    /// <param name="path">The file.</param>
    /// <param name="models">The model column made of files.</param>
    /// <returns>The name.</returns>
    internal static string NameOf(string path, Grouping models) =>
        models.Groups.Contains(path)
            ? path
            : models.Groups.First(name => Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal));

    /// <summary>Compares a candidate with this baseline, row by row.</summary>
    /// <param name="plan">The plan of the candidate's audit.</param>
    /// <param name="candidateTable">All of the candidate's rows.</param>
    /// <param name="candidate">What was asked of the candidate.</param>
    /// <param name="cancellation">Stops the comparison.</param>
    /// <returns>The changes.</returns>
    /// <exception cref="ArgumentException">The two do not hold the same rows.</exception>
    internal BaselineResult Compare(
        AuditPlan plan, PredictionTable candidateTable, InferenceRequest candidate, CancellationToken cancellation)
    {
        RowChoice rows = RowChoice.Of(plan, Paired(candidateTable));
        DecisionChoice? decision = rows.Audited.Outcome is Outcome.Binary ? DecisionChoice.Of(plan, rows) : null;
        InferenceRequest baseline = candidate with
        {
            Table = rows.Audited,
            Rule = decision?.Rule ?? candidate.Rule,
            RowThresholds = decision?.RowThresholds,
            Refit = candidate.Refit is null ? null : candidate.Refit with { Table = rows.Validation! },
        };
        return PairedInference.Compare(candidate, baseline, Name, cancellation: cancellation);
    }

    /// <summary>Puts this baseline's rows in the candidate's order, with the candidate's groups and patients.</summary>
    private PredictionTable Paired(PredictionTable candidate)
    {
        int[] order;
        if (candidate.Ids is null || Table.Ids is null)
        {
            if (candidate.RowCount != Table.RowCount)
            {
                throw new ArgumentException(
                    $"The baseline '{Name}' has {Table.RowCount} rows and the candidate {candidate.RowCount}; "
                    + "give --id COLUMN so that rows can be paired.");
            }

            order = [.. Enumerable.Range(0, Table.RowCount)];
        }
        else
        {
            Dictionary<int, int> rowOf = [];
            for (int row = 0; row < Table.RowCount; row++)
            {
                rowOf.TryAdd(Table.Ids[row], row);
            }

            int unmatched = candidate.Ids.Count(id => !rowOf.ContainsKey(id));
            order = unmatched == 0
                ? [.. candidate.Ids.Select(id => rowOf[id])]
                : throw new ArgumentException(
                    $"{unmatched} of the candidate's {candidate.RowCount} rows have no row with the same identifier in "
                        + $"the baseline '{Name}'; "
                    + "a comparison needs the same rows.");
        }

        return Table.Take(order) with
        {
            Attributes = candidate.Attributes,
            Units = candidate.Units,
            UnitCount = candidate.UnitCount,
            Split = candidate.Split,
            Ids = candidate.Ids,
        };
    }
}
