using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>A rule that chooses a decision threshold on the rows of a selection split.</summary>
/// <remarks>Candidates are the distinct scores of the selection rows; equal values within 1e-12 are ties, and the smallest
/// threshold (the most sensitive) wins. Source: specification §2.</remarks>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The rule in one line.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Defaults">The numbers of the rule where none are given, for example q = 0.9; empty for a rule without numbers.</param>
public sealed partial record ThresholdPolicy(
    string Id, string Name, string Definition, Citation Source, IReadOnlyList<double> Defaults) : ICatalogEntry
{
    internal const double Slack = 1e-12;
    internal const string SmallestOfTies = "smallest";

    private const string PerGroupPrefix = "per_group(";

    /// <summary>Every policy, sorted by id.</summary>
    public static Catalog<ThresholdPolicy> All => field ??= Catalog.Of<ThresholdPolicy>();

    /// <summary>The numbers in force.</summary>
    public IReadOnlyList<double> Numbers { get; private init; } = Defaults;

    /// <summary>Whether the policy is fitted inside each group, which uses the attribute at decision time.</summary>
    public bool IsPerGroup { get; private init; }

    /// <summary>Whether the threshold does not depend on any row.</summary>
    public bool IsFixed => Id == Fixed.Id;

    /// <summary>The policy as it is written.</summary>
    public string Text
    {
        get
        {
            string numbers = Numbers.Count == 0 ? string.Empty
                : $"({string.Join(", ", Numbers.Select(n => n.ToString(System.Globalization.CultureInfo.InvariantCulture)))})";
            return IsPerGroup ? $"per_group({Id}{numbers})" : Id + numbers;
        }
    }

    internal Func<ScoreSteps, IReadOnlyList<double>, ThresholdFit> Choose { get; init; } =
        static (_, _) => new ThresholdFit(UndefinedReason.Infeasible);

    /// <summary>Reads a policy: <c>0.5</c>, <c>max_f1</c>, <c>specificity_at_least(0.9)</c>, <c>per_group(youden)</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="UnknownNameException">No policy has this name.</exception>
    /// <exception cref="ArgumentException">The numbers do not fit the policy.</exception>
    public static ThresholdPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.StartsWith(PerGroupPrefix, StringComparison.Ordinal) && text.EndsWith(')'))
        {
            ThresholdPolicy inner = Parse(text[PerGroupPrefix.Length..^1]);
            return inner.IsFixed || inner.IsPerGroup
                ? throw new ArgumentException($"Threshold policy '{text}' has nothing to fit in a group.", nameof(text))
                : inner with { IsPerGroup = true };
        }

        if (double.TryParse(
            text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double value))
        {
            return double.IsFinite(value)
                ? Fixed with { Numbers = [value] }
                : throw new ArgumentException($"Threshold '{text}' is not a finite number.", nameof(text));
        }

        NameWithNumbers parsed = NameWithNumbers.Parse(text, "Threshold policy");
        if (!All.TryGet(parsed.Name, out ThresholdPolicy? policy))
        {
            throw new UnknownNameException("Threshold policy", text, All.Select(p => p.Id));
        }

        if (parsed.Numbers.Count == 0)
        {
            return policy;
        }

        return parsed.Numbers.Count == policy.Defaults.Count
            ? policy with { Numbers = parsed.Numbers }
            : throw new ArgumentException(
                $"Threshold policy '{text}' has {parsed.Numbers.Count} numbers; expected {policy.Defaults.Count}.", nameof(text));
    }

    /// <summary>Chooses the threshold on the rows of the selection split.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The threshold, or why there is none.</returns>
    public ThresholdFit Fit(in BinaryRows rows)
    {
        if (IsFixed)
        {
            return new ThresholdFit(Numbers[0]);
        }

        ScoreSteps steps = ScoreSteps.Of(rows);
        return steps.Problem is UndefinedReason problem ? new ThresholdFit(problem) : Choose(steps, Numbers);
    }

    /// <summary>The candidate with the largest value; of ties the smallest threshold.</summary>
    internal static ThresholdFit Best(ScoreSteps steps, Func<double, double, double> value)
    {
        (double best, int at) = (double.NegativeInfinity, -1);
        for (int i = 1; i < steps.Count; i++)
        {
            double v = value(steps.TruePositives[i], steps.FalsePositives[i]);
            if (v >= best - Slack)
            {
                (best, at) = (Math.Max(best, v), i);
            }
        }

        return new ThresholdFit(steps.Thresholds[at], SmallestOfTies);
    }

    /// <summary>The smallest, or the largest, candidate for which a condition holds.</summary>
    internal static ThresholdFit Extreme(ScoreSteps steps, bool smallest, Func<double, double, bool> holds)
    {
        for (int k = 1; k < steps.Count; k++)
        {
            int i = smallest ? steps.Count - k : k;
            if (holds(steps.TruePositives[i], steps.FalsePositives[i]))
            {
                return new ThresholdFit(steps.Thresholds[i]);
            }
        }

        return new ThresholdFit(UndefinedReason.Infeasible);
    }
}
