namespace Isonomia.Datasets;

/// <summary>Paths in a manifest: relative to a root, and never out of it.</summary>
internal static class ImagePaths
{
    /// <summary>The absolute path of a cell.</summary>
    internal static string Absolute(string root, string cell) => Path.GetFullPath(Path.Combine(root, cell));

    /// <summary>Whether a cell names a place inside the root; links are not followed.</summary>
    /// <param name="root">The absolute root, without a separator at its end.</param>
    /// <param name="cell">The cell of the manifest.</param>
    internal static bool IsInside(string root, string cell)
    {
        if (cell.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        if (!Path.IsPathRooted(cell) && !cell.Contains("..", StringComparison.Ordinal))
        {
            return true;
        }

        string full = Absolute(root, cell);
        return root == "/" || full.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    /// <summary>A folder's absolute path without a separator at its end.</summary>
    internal static string Folder(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}
