namespace Isonomia.Documentation;

/// <summary>How two columns hang together, patient by patient.</summary>
/// <param name="Kind">One of <c>label_attribute</c>, <c>label_acquisition</c>, <c>attribute_acquisition</c>.</param>
/// <param name="First">The label or attribute.</param>
/// <param name="Second">The attribute or fact.</param>
/// <param name="Patients">Patients with both.</param>
/// <param name="CramersV">Cramér's V, corrected for bias (Bergsma 2013), or null.</param>
/// <param name="P">The p-value, or null.</param>
/// <param name="Q">The p-value adjusted over all rows of the kind (Benjamini–Hochberg), or null.</param>
/// <param name="Test">The test.</param>
/// <param name="Auroc">For a label: how well the fact alone tells it, patients kept together over five folds; or
/// null.</param>
/// <param name="Severity"><c>blocking</c> where the fact alone tells the label with AUROC ≥ 0.9, <c>major</c> where V ≥
/// 0.3 or AUROC ≥
/// 0.7, each with q &lt; 0.05 and at least ten patients with and without the finding for the AUROC; else
/// <c>none</c>.</param>
public sealed record AssociationRow(
    string Kind, string First, string Second, int Patients, double? CramersV, double? P, double? Q, string Test,
        double? Auroc, string Severity);
