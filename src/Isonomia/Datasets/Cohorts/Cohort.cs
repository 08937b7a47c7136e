using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Samples with their identifiers, patients, splits, labels, attributes and pictures; every verb that works on
/// pictures starts from one.</summary>
/// <remarks>Rows keep the order of the manifest. Columns in a role are held as codes or texts, the rest is read when it
/// is asked for. Safe to read from several threads.</remarks>
public sealed class Cohort
{
    /// <summary>The most groups an attribute may have; more is taken for a mistake (an identifier, a number without
    /// bins).</summary>
    public const int GroupLimit = 1000;

    private readonly CohortTable _table;
    private readonly string?[]? _images;
    private readonly string?[]? _hashes;
    private readonly int[]? _frames;

    internal Cohort(CohortTable table, CohortContent content)
    {
        _table = table;
        (Name, Root, Columns, Ids, Units) = (content.Name, content.Root, content.Columns, content.Ids, content.Units);
        (Splits, _images, _hashes, _frames) = (content.Splits, content.Images, content.Hashes, content.Frames);
        (Notes, Fingerprint, Facts) = (content.Notes, content.Fingerprint, content.Facts);
        (Labels, Attributes) = (content.Labels, content.Attributes);
    }

    /// <summary>The cohort's name: as ingested, or the manifest's file name without its ending.</summary>
    public string Name { get; }

    /// <summary>The path of the table of samples.</summary>
    public string ManifestPath => _table.Path;

    /// <summary>The manifest's hash, size and number of rows.</summary>
    public FileFingerprint Manifest => _table.Fingerprint;

    /// <summary>The absolute folder that picture files are relative to.</summary>
    public string Root { get; }

    /// <summary>How many samples there are.</summary>
    public int Count => Ids.Count;

    /// <summary>The columns in their roles, in the manifest's order; columns without a role come as
    /// <see cref="ColumnRole.Other"/>.</summary>
    public IReadOnlyList<CohortColumn> Columns { get; }

    /// <summary>The samples' identifiers, all different, shape [n].</summary>
    public IReadOnlyList<string> Ids { get; }

    /// <summary>The samples' patients, shape [n], or null where no patient column was declared. A sample whose patient
    /// is unknown is a patient of its own (a note says how many).</summary>
    public IReadOnlyList<string>? Units { get; }

    /// <summary>The samples' splits, shape [n], null where a sample has none; or null where no split column was
    /// declared.</summary>
    public IReadOnlyList<string?>? Splits { get; }

    /// <summary>Whether the samples have pictures.</summary>
    public bool HasImages => _images is not null;

    /// <summary>The label columns that were declared, in the order they were named.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>The names of the attributes that were declared, in the order they were named.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>Decisions made while opening, which every report must show.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; }

    /// <summary>What <c>cohort.json</c> says, or null where a plain table was opened.</summary>
    public CohortFacts? Facts { get; }

    /// <summary>The SHA-256 over the manifest's bytes and the roles of its columns, lower-case hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Opens an ingested cohort, or a table as a cohort.</summary>
    /// <remarks>Picture files are not opened; <see cref="MissingImages"/> says which are absent.</remarks>
    /// <param name="source">What to open and the roles of its columns.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The cohort.</returns>
    /// <exception cref="UnknownNameException">A column does not exist; the message offers near names.</exception>
    /// <exception cref="TableException">The table is not as expected: empty or repeated identifiers, a picture path
    /// that leaves the root, an attribute whose bins do not fit. Lists everything that was found.</exception>
    /// <exception cref="OperationCanceledException">The reading was stopped.</exception>
    public static Cohort Open(CohortSource source, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return CohortOpening.Open(source, cancellation);
    }

    /// <summary>The cells of a column as text, shape [n]; null where missing.</summary>
    /// <param name="column">The column's name in the manifest.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    /// <exception cref="TableException">The manifest was changed since it was opened.</exception>
    public string?[] Values(string column) => _table.Cells(column).Texts();

    /// <summary>The cells of a column as numbers, shape [n]; NaN where missing or not finite.</summary>
    /// <param name="column">The column's name in the manifest.</param>
    /// <returns>A new array.</returns>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    /// <exception cref="TableException">A cell is not a number, or the manifest was changed since it was
    /// opened.</exception>
    public double[] Numbers(string column)
    {
        double[] numbers = _table.Cells(column).Numbers(out int badRow);
        return badRow < 0 ? numbers : throw new TableException(CohortGroups.NotANumber(_table, column, badRow));
    }

    /// <summary>The groups of an attribute, a label or any other column.</summary>
    /// <param name="attribute">The name of a declared attribute, a column's name, or a specification such as
    /// <c>age:0,40,60</c>.</param>
    /// <returns>A code for every sample (−1 where missing) and the names of the groups, binned as declared.</returns>
    /// <exception cref="UnknownNameException">There is no such attribute or column.</exception>
    /// <exception cref="TableException">The column has more than <see cref="GroupLimit"/> values, or bins were asked of
    /// cells that are no numbers.</exception>
    public Grouping Groups(string attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        CohortColumn? declared = Columns.FirstOrDefault(column =>
            column.Role == ColumnRole.Attribute && (column.Alias ?? column.Name) == attribute);
        AttributeSpecification specification = declared is null
            ? AttributeSpecification.Parse(attribute, _table.Has)
            : CohortGroups.Specification(declared);
        return CohortGroups.Build(_table, specification, []);
    }

    /// <summary>The absolute path of a sample's picture, always inside <see cref="Root"/>.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <returns>The path; the file may be missing.</returns>
    /// <exception cref="InvalidOperationException">The cohort has no pictures.</exception>
    public string ImagePath(int row) => _images is null
        ? throw new InvalidOperationException("The cohort has no picture column.")
        : ImagePaths.Absolute(Root, _images[row]!);

    /// <summary>The frame of a multi-frame file that is a sample's picture; 0 otherwise.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <returns>The frame, from 0.</returns>
    public int Frame(int row) => _frames is null ? 0 : _frames[row];

    /// <summary>The SHA-256 of a sample's picture file as it was ingested, or null where it is not known.</summary>
    /// <param name="row">The sample, from 0.</param>
    /// <returns>The hash, lower-case hexadecimal, or null.</returns>
    public string? ImageHash(int row) => _hashes?[row];

    /// <summary>Finds the samples whose picture file does not exist. Asks the file system once a sample.</summary>
    /// <param name="cancellation">Stops the search.</param>
    /// <returns>The rows, ascending; empty where the cohort has no pictures.</returns>
    /// <exception cref="OperationCanceledException">The search was stopped.</exception>
    public IReadOnlyList<int> MissingImages(CancellationToken cancellation = default)
    {
        List<int> missing = [];
        for (int row = 0; HasImages && row < Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!File.Exists(ImagePath(row)))
            {
                missing.Add(row);
            }
        }

        return missing;
    }
}
