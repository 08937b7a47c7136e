using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>A set of rows that metrics are computed in: everybody, a group, or the rows without a value.</summary>
/// <param name="Grouping">The index of the grouping, or -1 for everybody.</param>
/// <param name="Group">The index of the group; the number of groups stands for the rows without a value.</param>
/// <param name="Attribute">The attribute's name, or <c>overall</c>.</param>
/// <param name="Name">The group's name, or <c>overall</c>.</param>
internal sealed record Cell(int Grouping, int Group, string Attribute, string Name)
{
    /// <summary>The name of the cell that holds everybody, and of its attribute.</summary>
    internal const string OverallName = "overall";

    /// <summary>Whether these are the rows without a value.</summary>
    public bool IsMissing => Grouping >= 0 && Name == Datasets.Grouping.MissingGroup;
}
