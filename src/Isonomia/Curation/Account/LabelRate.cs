using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>The share of positives of a label in a group.</summary>
/// <param name="Label">The label column.</param>
/// <param name="Positive">Which of its two values counts.</param>
/// <param name="Before">The share of weight before the step; empty_group without samples.</param>
/// <param name="After">The share of weight after the step.</param>
public sealed record LabelRate(string Label, string Positive, Statistic Before, Statistic After);
