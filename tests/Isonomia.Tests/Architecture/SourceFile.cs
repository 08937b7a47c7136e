using System.Text.RegularExpressions;

namespace Isonomia.Tests;

/// <summary>One C# file of the repository, as text and as code without comments and string contents.</summary>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly Lazy<IReadOnlyList<SourceFile>> Product = new(() => [.. Read("src")]);

    /// <summary>The files under src, but for the foreign sources that OnnxRuntime compiles.</summary>
    internal static IReadOnlyList<SourceFile> OfTheProduct => Product.Value;

    /// <summary>The code: comments and the contents of string literals are blanked, line breaks stay.</summary>
    internal string Code { get; } = CommentsAndStrings().Replace(Text, match => match.Value[0] switch
    {
        '/' => new string('\n', match.Value.Count(c => c == '\n')),
        _ => "\"\"" + new string('\n', match.Value.Count(c => c == '\n')),
    });

    /// <summary>The part of the house a file belongs to: the module for src/Isonomia, else the project.</summary>
    internal string Unit => Path.Split('/') switch
    {
        ["src", "Isonomia", string module, _, ..] => module,
        ["src", string project, ..] => project.Replace("Isonomia.", string.Empty, StringComparison.Ordinal),
        _ => string.Empty,
    };

    /// <summary>The namespaces a file must declare: project and module, never deeper.</summary>
    internal string ExpectedNamespace => $"Isonomia.{Unit}";

    internal IEnumerable<string> Lines => Text.Split('\n');

    /// <summary>Reads the C# files below folders of the repository; paths are relative to its root, with '/'.</summary>
    internal static IEnumerable<SourceFile> Read(params IEnumerable<string> folders) => folders
        .Select(folder => System.IO.Path.Combine(RepositoryFolder.Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(file => new SourceFile(
            System.IO.Path.GetRelativePath(RepositoryFolder.Root, file).Replace('\\', '/'), File.ReadAllText(file)));

    // Raw strings first, then verbatim and ordinary ones, characters, and both kinds of comment. The contents of
    // interpolation holes are blanked too; a hole that names another module is caught by its using line.
    [GeneratedRegex(
        """\$*(?<q>"{3,})[\s\S]*?\k<q>|\$?@\$?"(?:[^"]|"")*"|\$?"(?:[^"\\\n]|\\.)*"|""" +
        """'(?:[^'\\\n]|\\.[^']*)'|//[^\n]*|/\*[\s\S]*?\*/""")]
    private static partial Regex CommentsAndStrings();
}
