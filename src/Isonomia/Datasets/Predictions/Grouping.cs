namespace Isonomia.Datasets;

/// <summary>One sensitive attribute (or a crossing of several) as a code for every row.</summary>
/// <param name="Attribute">The attribute's name; a crossing is written <c>sex × age</c>.</param>
/// <param name="Groups">The group names in display order: ordinal sort unless an order was given (bins keep
/// theirs).</param>
/// <param name="Codes">For every row the index into <paramref name="Groups"/>, or -1 where the value is
/// missing, shape [n].</param>
public sealed record Grouping(string Attribute, IReadOnlyList<string> Groups, int[] Codes)
{
    /// <summary>The name under which rows without a value are shown.</summary>
    public const string MissingGroup = "(missing)";

    /// <summary>The crossed attributes, or only this one.</summary>
    public IReadOnlyList<string> Components { get; init; } = [Attribute];

    /// <summary>Whether this is a crossing of two or more attributes.</summary>
    public bool IsIntersection => Components.Count > 1;
}
