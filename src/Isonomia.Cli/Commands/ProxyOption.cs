using System.CommandLine;
using System.Globalization;

namespace Isonomia.Cli;

/// <summary><c>--proxy-groups auto|K</c>: clusters of the embeddings as groups.</summary>
internal static class ProxyOption
{
    internal static Option<string?> Create() => EmbeddedCohortOptions.One(
        "--proxy-groups",
        "Make clusters of the embeddings that stand in for unknown groups: 'auto' (2 to 10 by silhouette) or their "
            + "number.",
        "K");

    internal static (bool Has, int? Count) Read(string? text) => text switch
    {
        null => (false, null),
        "auto" => (true, null),
        _ when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count >= 2 => (true, count),
        _ => throw new ArgumentException($"--proxy-groups '{text}' is neither 'auto' nor a number of at least 2."),
    };
}
