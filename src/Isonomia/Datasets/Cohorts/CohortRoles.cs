using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Decides which column has which role: what was asked, else what was ingested, else what is usual.</summary>
internal static class CohortRoles
{
    /// <summary>The columns that have a role; labels and attributes in the order they were named.</summary>
    internal static List<CohortColumn> Of(
        CohortSource source, CohortTable table, CohortFacts? facts, List<ReadingNote> notes)
    {
        List<CohortColumn> roles =
        [
            .. One(ColumnRole.Identifier, source.Id, UsualNames.Identifier),
            .. One(ColumnRole.Image, source.Image, UsualNames.Image),
            .. One(ColumnRole.Unit, source.Unit, UsualNames.Unit),
            .. One(ColumnRole.Split, source.Split, UsualNames.Split),
            .. Ingested(ColumnRole.Frame, ColumnRole.Hash, ColumnRole.Acquisition),
            .. Many(ColumnRole.Label, source.Labels),
            .. Many(ColumnRole.Text, source.Texts),
            .. source.Attributes.Count == 0
                ? Ingested(ColumnRole.Attribute)
                : source.Attributes.Select(text => CohortGroups.Declared(text, table.Has)),
        ];
        if (!roles.Exists(role => role.Role == ColumnRole.Identifier)
            && roles.Find(role => role.Role == ColumnRole.Image) is { } image)
        {
            roles.Insert(0, new CohortColumn(image.Name, ColumnRole.Identifier));
            notes.Add(
                new ReadingNote(
                    "id_is_the_image", $"No column names the samples; the picture column '{image.Name}' does.", 0));
        }

        Check(roles, table);
        return roles;

        IEnumerable<CohortColumn> One(ColumnRole role, string? asked, string[] usual)
        {
            if (asked is not null)
            {
                return [new CohortColumn(asked, role)];
            }

            if (facts is not null)
            {
                return Ingested(role);
            }

            if (UsualNames.Find(usual, table.Columns) is not { } found)
            {
                return [];
            }

            notes.Add(new ReadingNote(
                "role_guessed",
                $"Column '{found}' was taken as the {Word(role)} because of its name; name another one, or this one, "
                    + $"to be sure.",
                0));
            return [new CohortColumn(found, role)];
        }

        IEnumerable<CohortColumn> Many(ColumnRole role, IReadOnlyList<string> asked) =>
            asked.Count == 0 ? Ingested(role) : asked.Select(name => new CohortColumn(name, role));

        IEnumerable<CohortColumn> Ingested(params ColumnRole[] wanted) =>
            facts?.Columns.Where(column => wanted.Contains(column.Role)) ?? [];
    }

    /// <summary>All columns in the table's order, those without a role among them.</summary>
    internal static List<CohortColumn> Sorted(IReadOnlyList<CohortColumn> roles, CohortTable table)
    {
        string[] order = [.. table.Columns];
        IEnumerable<CohortColumn> others = order
            .Where(name => name.Length > 0 && !roles.Any(role => role.Name == name))
            .Select(name => new CohortColumn(name, ColumnRole.Other));
        return [.. roles.Concat(others).OrderBy(role => Array.IndexOf(order, role.Name))];
    }

    private static string Word(ColumnRole role) => role switch
    {
        ColumnRole.Identifier => "identifier",
        ColumnRole.Image => "picture's file",
        ColumnRole.Unit => "patient",
        _ => "split",
    };

    private static void Check(List<CohortColumn> roles, CohortTable table)
    {
        foreach (CohortColumn role in roles)
        {
            if (!table.Has(role.Name))
            {
                throw new UnknownNameException("Column", role.Name, table.Columns.Where(name => name.Length > 0));
            }
        }

        CohortColumn[] named = [.. roles.Where(role => role.Role is ColumnRole.Attribute)];
        if (named.GroupBy(role => role.Alias ?? role.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Attribute '{twice.Key}' was named twice; expected every attribute once.");
        }

        if (!roles.Exists(role => role.Role == ColumnRole.Identifier))
        {
            throw new TableException(new TableProblem(
                $"{table.Name} has no column that usually names samples or pictures; name one (--id COL, --image COL). "
                + $"Known: {string.Join(", ", table.Columns.Where(name => name.Length > 0).Take(40))}.",
                table.Path));
        }
    }
}
