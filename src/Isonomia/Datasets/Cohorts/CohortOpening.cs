using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Isonomia.Datasets;

/// <summary>Opens a cohort: finds its table, reads the columns in a role, and checks what must hold.</summary>
internal static class CohortOpening
{
    internal static Cohort Open(CohortSource source, CancellationToken cancellation)
    {
        string path = Path.GetFullPath(source.Path);
        string? folder = IngestedFolder(path);
        CohortFacts? facts = folder is null ? null : ReadFacts(Path.Combine(folder, CohortFacts.FileName));
        string[] missing = [.. source.MissingValues.Union(facts?.MissingValues ?? [])];
        var table = new CohortTable(
            folder is null ? path : Path.Combine(folder, CohortFacts.ManifestName), missing, cancellation);
        if (facts is not null && facts.ManifestSha256 != table.Sha256)
        {
            throw new TableException(new TableProblem(
                $"{table.Name} is not the file that {CohortFacts.FileName} was written for (its SHA-256 differs); "
                    + $"ingest again.",
                table.Path));
        }

        List<ReadingNote> notes = [];
        List<CohortColumn> roles = CohortRoles.Of(source, table, facts, notes);
        List<CohortColumn> columns = CohortRoles.Sorted(roles, table);
        Load(table, columns, cancellation);
        string root = Root(source, table, folder, facts);
        return new Cohort(table, Content(table, columns, root, missing, notes) with
        {
            Name = facts?.Name ?? NameOf(table.Name),
            Facts = facts,
            Labels = [.. roles.Where(role => role.Role == ColumnRole.Label).Select(role => role.Name)],
            Attributes =
            [
                .. roles.Where(role => role.Role == ColumnRole.Attribute).Select(role => role.Alias ?? role.Name),
            ],
        });
    }

    private static void Load(CohortTable table, List<CohortColumn> columns, CancellationToken cancellation)
    {
        string[] Of(params ColumnRole[] roles) =>
            [.. columns.Where(column => roles.Contains(column.Role)).Select(column => column.Name)];

        table.Load(
            Of(
                ColumnRole.Unit, ColumnRole.Split, ColumnRole.Frame, ColumnRole.Label, ColumnRole.Attribute,
                ColumnRole.Acquisition),
            Of(ColumnRole.Identifier, ColumnRole.Image, ColumnRole.Hash),
            cancellation);
    }

    private static CohortContent Content(
        CohortTable table, List<CohortColumn> columns, string root, string[] missing, List<ReadingNote> notes)
    {
        List<TableProblem> problems = [];
        string?[]? Texts(ColumnRole role) =>
            columns.Find(column => column.Role == role) is { } column ? table.Cells(column.Name).Texts() : null;

        string?[] ids = Texts(ColumnRole.Identifier)!;
        string?[]? images = Texts(ColumnRole.Image);
        string?[]? units = Texts(ColumnRole.Unit);
        string?[]? splits = Texts(ColumnRole.Split);
        CohortChecks checks = new(table, columns, problems, notes);
        checks.Distinct(ids);
        checks.Inside(images, root);
        int[]? frames = checks.Frames();
        checks.Groups();
        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        string[]? patients = checks.Units(units, ids!);
        checks.Overlap(patients, splits);
        return new CohortContent
        {
            Name = string.Empty,
            Root = root,
            Columns = columns,
            Ids = ids!,
            Units = patients,
            Splits = splits,
            Images = images,
            Hashes = Texts(ColumnRole.Hash),
            Frames = frames,
            Notes = notes,
            Fingerprint = Fingerprint(table.Fingerprint.Sha256, columns, missing),
            Facts = null,
        };
    }

    private static string? IngestedFolder(string path)
    {
        if (Directory.Exists(path))
        {
            return File.Exists(Path.Combine(path, CohortFacts.FileName))
                ? path
                : throw new TableException(new TableProblem(
                    $"{path} is a folder without {CohortFacts.FileName}; expected a cohort that 'isonomia ingest' "
                        + $"made, or a table "
                    + $"({TableFormat.Extensions}).",
                    path));
        }

        if (!File.Exists(path) && !Path.HasExtension(path))
        {
            throw new TableException(new TableProblem(
                $"{path} was not found; expected a cohort that 'isonomia ingest' made, or a table "
                    + $"({TableFormat.Extensions}).",
                path));
        }

        string name = Path.GetFileName(path);
        string folder = Path.GetDirectoryName(path) ?? "/";
        bool belongs = name is CohortFacts.FileName or CohortFacts.ManifestName;
        return belongs && File.Exists(Path.Combine(folder, CohortFacts.FileName)) ? folder : null;
    }

    private static CohortFacts ReadFacts(string path)
    {
        CohortFacts? facts = null;
        try
        {
            facts = JsonSerializer.Deserialize<CohortFacts>(File.ReadAllText(path), ResultJson.Options);
        }
        catch (JsonException error)
        {
            throw new TableException(
                new TableProblem(
                    $"{path} line {(error.LineNumber + 1)?.ToString(CultureInfo.InvariantCulture)} is not what "
                        + $"'isonomia ingest' writes; ingest again.",
                    path,
                    error.LineNumber + 1),
                error);
        }

        return facts is { Schema: CohortFacts.SchemaId }
            ? facts
            : throw new TableException(new TableProblem(
                $"{path} does not have the schema '{CohortFacts.SchemaId}'; it was written by another version, so "
                    + $"ingest again.",
                path));
    }

    private static string Root(CohortSource source, CohortTable table, string? folder, CohortFacts? facts)
    {
        if (source.Root is { } asked)
        {
            return Directory.Exists(asked)
                ? ImagePaths.Folder(asked)
                : throw new ArgumentException(
                    $"The root folder '{asked}' does not exist; expected the folder that picture files are relative "
                        + $"to.");
        }

        return ImagePaths.Folder(
            facts is null ? Path.GetDirectoryName(table.Path)! : Path.Combine(folder!, facts.Root));
    }

    private static string NameOf(string file)
    {
        string name = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file[..^3] : file;
        return Path.GetFileNameWithoutExtension(name);
    }

    private static string Fingerprint(string manifest, List<CohortColumn> columns, string[] missing)
    {
        string roles = JsonSerializer.Serialize(
            columns.Where(column => column.Role != ColumnRole.Other), ResultJson.Options);
        string text = manifest + "\n" + roles + "\n" + JsonSerializer.Serialize(missing.Order(StringComparer.Ordinal));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }
}
