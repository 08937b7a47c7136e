using System.Text;

namespace Isonomia.Reporting;

/// <summary>Writes pages so that a reader sees either the old page or the whole new one.</summary>
internal static class PageFile
{
    /// <summary>Writes a page.</summary>
    /// <param name="html">The document.</param>
    /// <param name="path">Where it is to lie.</param>
    internal static void Write(string html, string path)
    {
        string target = Path.GetFullPath(path);
        string temporary = target + ".part";
        try
        {
            File.WriteAllText(temporary, html, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
