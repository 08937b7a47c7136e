namespace Isonomia.Tests;

/// <summary>The folder with real data and oracles that lies beside a checkout; tests that need it are skipped without
/// it.</summary>
internal static class SharedFolder
{
    private static readonly string? Root = Find();

    internal static bool Exists => Root is not null;

    internal static void Require() =>
        Skip.If(
            Root is null, "Needs the folder 'shared' beside the checkout (oracles and real data); it is absent here.");

    internal static string Path(string relative) =>
        System.IO.Path.Combine(Root ?? throw new InvalidOperationException("Call Require first."), relative);

    private static string? Find()
    {
        string shared = System.IO.Path.GetFullPath(System.IO.Path.Combine(RepositoryFolder.Root, "..", "shared"));
        return Directory.Exists(System.IO.Path.Combine(shared, "oracles")) ? shared : null;
    }
}
