using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>The column behind an attribute's specification.</summary>
internal static class AttributeColumns
{
    internal static string Of(string specification) => AttributeSpecification.Parse(specification, _ => false).Column;

    /// <summary>The name under which an attribute appears in results.</summary>
    internal static string NameOf(string specification) => AttributeSpecification.Parse(specification, _ => false).Name;
}
