using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Documentation;

/// <summary>The part of a JSON-LD context that Croissant files use: prefixes, terms, vocabulary, types and language
/// maps.</summary>
internal sealed class JsonLdContext
{
    private const int MostSteps = 16;
    private readonly Dictionary<string, Term> _terms = new(StringComparer.Ordinal);

    /// <summary>The prefix of terms that no other rule maps, or null: such terms mean nothing.</summary>
    internal string? Vocabulary { get; private set; }

    /// <summary>Addresses of contexts that were named and not fetched.</summary>
    internal List<string> Remote { get; } = [];

    internal static JsonLdContext Of(JsonNode? context, JsonLdContext? outer = null)
    {
        JsonLdContext made = new() { Vocabulary = outer?.Vocabulary };
        foreach ((string name, Term term) in outer?._terms ?? [])
        {
            made._terms[name] = term;
        }

        made.Add(context);
        return made;
    }

    /// <summary>The rule of a term, or null.</summary>
    internal Term? Rule(string term) => _terms.GetValueOrDefault(term);

    /// <summary>The full address of a key or of a type; null where it means nothing.</summary>
    internal string? Expand(string name, int steps = 0)
    {
        if (name.StartsWith('@') || steps > MostSteps)
        {
            return name;
        }

        if (_terms.TryGetValue(name, out Term? term) && term.Id != name)
        {
            return term.Id is null ? null : Canonical(Expand(term.Id, steps + 1));
        }

        int colon = name.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 ? Canonical(WithPrefix(name, colon, steps)) : Vocabulary is null ? null
            : Canonical(Vocabulary + name);
    }

    /// <summary>The full form of an identifier: prefixes are unfolded, other texts stay as they are.</summary>
    internal string ExpandIdentifier(string id)
    {
        int colon = id.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? id : Canonical(WithPrefix(id, colon, 0))!;
    }

    /// <summary>schema.org is one vocabulary, whatever the scheme of its address.</summary>
    internal static string? Canonical(string? address) =>
        address?.StartsWith("http://schema.org/", StringComparison.Ordinal) == true ? "https" + address[4..] : address;

    private string WithPrefix(string name, int colon, int steps)
    {
        string prefix = name[..colon];
        string rest = name[(colon + 1)..];
        return !rest.StartsWith("//", StringComparison.Ordinal) && prefix != "_"
            && _terms.TryGetValue(prefix, out Term? term) && term.Id is not null
            ? Expand(term.Id, steps + 1) + rest
            : name;
    }

    private void Add(JsonNode? context)
    {
        switch (context)
        {
            case JsonArray several:
                foreach (JsonNode? one in several)
                {
                    Add(one);
                }

                break;
            case JsonValue address when address.GetValueKind() == JsonValueKind.String:
                Named((string)address!);
                break;
            case JsonObject terms:
                foreach ((string name, JsonNode? value) in terms)
                {
                    Define(name, value);
                }

                break;
        }
    }

    /// <summary>A context that is named by its address: schema.org's is a vocabulary, Croissant's is known by heart,
    /// others are noted.</summary>
    private void Named(string address)
    {
        string canonical = Canonical(address.TrimEnd('/') + "/")!;
        if (canonical == "https://schema.org/")
        {
            Vocabulary = canonical;
        }
        else if (canonical.StartsWith("http://mlcommons.org/croissant/", StringComparison.Ordinal))
        {
            Add(CroissantContext.Of(CroissantVersion.V11));
        }
        else
        {
            Remote.Add(address);
        }
    }

    private void Define(string name, JsonNode? value)
    {
        if (name == "@vocab")
        {
            Vocabulary = value is JsonValue text && text.GetValueKind() == JsonValueKind.String ? (string)text! : null;
        }
        else if (!name.StartsWith('@'))
        {
            _terms[name] = value switch
            {
                JsonValue text when text.GetValueKind() == JsonValueKind.String => new Term((string)text!, null, null),
                JsonObject rule => new Term(Text(rule, "@id") ?? name, Text(rule, "@type"), Text(rule, "@container")),
                _ => new Term(null, null, null),
            };
        }
    }

    private static string? Text(JsonObject rule, string key) =>
        rule[key] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? (string)value! : null;

    /// <summary>What a term means.</summary>
    internal sealed record Term(string? Id, string? Type, string? Container);
}
