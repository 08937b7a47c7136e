namespace Isonomia.Catalogs;

/// <summary>A name that a person typed is not known; the message offers the nearest ones.</summary>
public sealed class UnknownNameException : ArgumentException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="kind">What was named, for example <c>Metric</c> or <c>Column</c>.</param>
    /// <param name="name">The name that was not found.</param>
    /// <param name="known">The known names.</param>
    public UnknownNameException(string kind, string name, IEnumerable<string> known)
        : base(Sentence(kind, name, [.. known]))
    {
        Kind = kind;
        Name = name;
    }

    /// <summary>What was named.</summary>
    public string Kind { get; }

    /// <summary>The name that was not found.</summary>
    public string Name { get; }

    private static string Sentence(string kind, string name, string[] known)
    {
        string? near = NearestName.Of(name, known);
        string offer = near is null ? string.Empty : $"; did you mean '{near}'?";
        if (known.Length == 0)
        {
            return $"{kind} '{name}' is unknown. None is known.";
        }

        string list = string.Join(", ", known.Take(40)) + (known.Length > 40 ? ", …" : string.Empty);
        return $"{kind} '{name}' is unknown{(near is null ? "." : offer)} Known: {list}.";
    }
}
