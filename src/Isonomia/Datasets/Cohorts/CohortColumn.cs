namespace Isonomia.Datasets;

/// <summary>One column of a cohort in one role; a column that serves two roles is listed twice.</summary>
/// <param name="Name">The column's name in the manifest.</param>
/// <param name="Role">What it stands for.</param>
/// <param name="Binning">How an attribute's cells become groups: ascending edges (<c>0,40,60</c>) or other names
/// (<c>M=male,F=female</c>), or null: every value is a group.</param>
/// <param name="Alias">The attribute's name in results where it is not the column's, or null.</param>
public sealed record CohortColumn(string Name, ColumnRole Role, string? Binning = null, string? Alias = null);
