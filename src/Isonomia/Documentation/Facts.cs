using System.Reflection;
using System.Text;

namespace Isonomia.Documentation;

/// <summary>The facts that are embedded in the assembly: tables and lists with their source and licence in
/// NOTICE.</summary>
internal static class Facts
{
    /// <summary>Reads an embedded text.</summary>
    /// <param name="name">Its name, for example <c>documentation/countries.csv</c>.</param>
    /// <returns>The text.</returns>
    /// <exception cref="InvalidOperationException">There is no such resource: the assembly was built without
    /// it.</exception>
    internal static string Text(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"Resource '{name}' is not in the assembly Isonomia.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The names of the embedded resources that begin with a text.</summary>
    internal static IEnumerable<string> Names(string prefix) => Assembly.GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal);
}
