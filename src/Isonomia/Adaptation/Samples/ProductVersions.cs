using System.Reflection;
using System.Runtime.InteropServices;

namespace Isonomia.Adaptation;

/// <summary>Versions that belong in every result.</summary>
internal static class ProductVersions
{
    internal static IReadOnlyDictionary<string, string> Now { get; } = new Dictionary<string, string>
    {
        ["isonomia"] = typeof(ProductVersions).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "unknown",
        ["dotnet"] = RuntimeInformation.FrameworkDescription,
    };
}
