using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>How a decision threshold is chosen from the scores and labels of a selection split.</summary>
/// <remarks>
/// The candidates are the distinct scores of the selection rows; comparisons have a slack of 1e-12; of tied
/// candidates the smallest threshold is taken, which is the more sensitive one (specification §2).
/// </remarks>
/// <param name="Id">The id, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The rule in one line.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Kernel">How the threshold is found.</param>
public sealed partial record ThresholdPolicy(
    string Id,
    string Name,
    string Definition,
    Citation Source,
    ThresholdKernel Kernel) : ICatalogEntry
{
    /// <summary>Every policy, sorted by id; those with parameters carry none or the usual ones.</summary>
    public static Catalog<ThresholdPolicy> All => field ??= Catalog.Of<ThresholdPolicy>();

    /// <summary>The parameters, in the order they are written; empty where there are none.</summary>
    public IReadOnlyList<double> Numbers { get; init; } = [];

    /// <summary>The policy that is applied inside each group, or null where one threshold serves all.</summary>
    public ThresholdPolicy? Inner { get; init; }

    /// <summary>Whether the threshold is given and not fitted to rows.</summary>
    public bool IsFixed => Inner is { } inner ? inner.IsFixed : Id == FixedId;

    /// <summary>Whether each group gets a threshold of its own, which uses the attribute when deciding.</summary>
    public bool IsPerGroup => Inner is not null;

    /// <summary>
    /// The policy as it is written, with its parameters, for example <c>specificity_at_least(0.9)</c>.
    /// </summary>
    public string Text => Inner is { } inner ? $"{Id}({inner.Text})" : Id + TextOf(Numbers);

    /// <summary>Finds the threshold. A policy per group is given the rows of one group at a time.</summary>
    /// <remarks>
    /// Undefined: empty_group; no_positives, no_negatives where the rule needs them; infeasible where no candidate
    /// meets the constraint. O(n).
    /// </remarks>
    /// <param name="rows">The selection rows in ascending order of score; their own decision rule is not used.</param>
    /// <param name="isStrict">Whether the threshold will decide by &gt; instead of ≥.</param>
    /// <returns>The threshold, or why there is none.</returns>
    /// <exception cref="ArgumentException">The policy lacks its parameters; use <see cref="Parse"/>.</exception>
    public ThresholdFit Fit(in BinaryRows rows, bool isStrict = false)
    {
        if (Inner is { } inner)
        {
            return inner.Fit(rows, isStrict);
        }

        if (Parameters is { } parameters && !parameters.Accepts(Numbers))
        {
            throw new ArgumentException(
                $"Threshold policy '{Text}' lacks its parameters; it takes {parameters.Expected}.");
        }

        return Kernel(rows, Numbers, isStrict);
    }
}
