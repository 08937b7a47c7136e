using System.Text.RegularExpressions;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>An abbreviation in a text.</summary>
/// <param name="Abbreviation">As written.</param>
/// <param name="Reading">What it means, where the text decides it, else null.</param>
public sealed record FoundAbbreviation(string Abbreviation, string? Reading);
