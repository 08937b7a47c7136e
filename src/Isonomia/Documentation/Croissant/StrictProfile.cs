using System.Globalization;
using System.Security.Cryptography;

namespace Isonomia.Documentation;

/// <summary>Rules of ours beyond the reference: what version 1.1 requires, local files that fit, licences that are
/// known.</summary>
internal sealed class StrictProfile(string? folder)
{
    private static readonly string[] Required =
        ["name", "description", "license", "url", "creator", "datePublished", "distribution"];

    internal IEnumerable<CroissantIssue> Check(JsonLdGraph graph, JsonLdNode node, CroissantNames names,
        DatasetNode dataset)
    {
        foreach (string property in Required.Where(property => node[CroissantReader.Schema(property)].Count == 0))
        {
            yield return Error($"the property \"{property}\" is required by Croissant 1.1 and absent.", node.Path);
        }

        foreach (JsonLdValue license in node[CroissantReader.Schema("license")])
        {
            string? name = license.Text ?? license.Id;
            if (name is not null && License.Find(name) is null && graph.Find(license.Id) is null)
            {
                yield return new CroissantIssue(
                    false,
                    $"isonomia: the licence '{name}' is not in the table of licences; what it allows is unknown.",
                    license.Path);
            }
        }

        foreach (FieldNode field in dataset.RecordSets.SelectMany(set => set.Fields))
        {
            if (field.References is null && field.DataTypes.Contains(CroissantNames.Croissant + "Split"))
            {
                yield return Error($"the field \"{field.Uuid}\" is a split and references no record set of splits.",
                    field.JsonPath);
            }
        }

        foreach (CroissantIssue issue in node[CroissantReader.Schema("distribution")]
            .Select(value => graph.Find(value.Id)).OfType<JsonLdNode>()
            .SelectMany(file => Files(file, names)))
        {
            yield return issue;
        }
    }

    private IEnumerable<CroissantIssue> Files(JsonLdNode file, CroissantNames names)
    {
        if (folder is null)
        {
            yield break;
        }

        if (file.Type == names.FileSet && file[CroissantReader.Schema("containedIn")].Count == 0)
        {
            foreach (JsonLdValue pattern in file[names.Of("includes")].Where(value => value.Text is not null))
            {
                if (!GlobMatches(pattern.Text!))
                {
                    yield return Error($"no local file matches \"{pattern.Text}\".", pattern.Path);
                }
            }
        }

        string? address = file[CroissantReader.Schema("contentUrl")].Select(value => value.Text).FirstOrDefault();
        if (file.Type != names.FileObject || address is null || address.Contains("://", StringComparison.Ordinal))
        {
            yield break;
        }

        string path = Path.GetFullPath(Path.Combine(folder, address));
        if (!path.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            yield return Error($"the local file \"{address}\" lies outside the folder of the description.", file.Path);
        }
        else if (!File.Exists(path))
        {
            yield return Error($"the local file \"{address}\" does not exist.", file.Path);
        }
        else
        {
            string? sha = file[CroissantReader.Schema("sha256")].Select(value => value.Text).FirstOrDefault();
            string? size = file[CroissantReader.Schema("contentSize")].Select(value => value.Text).FirstOrDefault();
            using FileStream stream = File.OpenRead(path);
            if (sha is not null && !string.Equals(sha, Convert.ToHexStringLower(SHA256.HashData(stream)),
                StringComparison.OrdinalIgnoreCase))
            {
                yield return Error($"the checksum of the local file \"{address}\" differs from its sha256.", file.Path);
            }

            if (size?.Split(' ') is [string count, "B"]
                && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes)
                && bytes != stream.Length)
            {
                yield return Error($"the local file \"{address}\" has {stream.Length} B; its contentSize says {bytes} "
                    + $"B.", file.Path);
            }
        }
    }

    private bool GlobMatches(string pattern)
    {
        int star = pattern.IndexOfAny(['*', '?', '[']);
        int slash = star < 0 ? pattern.LastIndexOf('/') : pattern[..star].LastIndexOf('/');
        string start = Path.GetFullPath(Path.Combine(folder!, slash < 0 ? "." : pattern[..slash]));
        string last = pattern[(pattern.LastIndexOf('/') + 1)..];
        return start.StartsWith(Path.GetFullPath(folder!), StringComparison.Ordinal) && Directory.Exists(start)
            && Directory.EnumerateFiles(start, last, SearchOption.AllDirectories).Any();
    }

    private static CroissantIssue Error(string text, string path) => new(true, "isonomia: " + text, path);
}
