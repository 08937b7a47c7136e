namespace Isonomia.Tests;

/// <summary>The root of the checkout the tests were built from.</summary>
internal static class RepositoryFolder
{
    internal static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Isonomia.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Isonomia.slnx was not found above the test assembly.");
    }
}
