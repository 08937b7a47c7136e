using System.Globalization;
using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <summary>Turns the distinct texts of a label column into classes.</summary>
internal static class LabelTyping
{
    /// <summary>The most distinct labels that are kept apart.</summary>
    internal const int Limit = 1000;

    private const int ShownLabels = 5;
    private const int ClassLike = 20;

    /// <summary>
    /// Says for every distinct text whether it is positive (1) or negative (0); null where that is not clear.
    /// </summary>
    internal static sbyte[]? Binary(CategorySink sink, string? positive, TableSource file, List<TableProblem> problems)
    {
        IReadOnlyList<string> names = sink.Names;
        if (positive is not null && !sink.Overflowed)
        {
            return AgainstRest(sink, positive, file, problems);
        }

        sbyte?[] values = [.. names.Select(ZeroOrOne)];
        if (!sink.Overflowed && !Array.Exists(values, value => value is null))
        {
            return [.. values.Select(value => value!.Value)];
        }

        string count = sink.Overflowed ? $"more than {Words.Count(sink.Limit)}" : Words.Count(names.Count);
        string shown = names.Count <= ClassLike && !sink.Overflowed
            ? $" ({Words.Quoted(names, ShownLabels)})"
            : string.Empty;
        string remedy = names.Count <= 2
            ? "expected 0 and 1, so name the positive one (--positive)"
            : "one score column needs two, so name the positive one (--positive), give one score column a class "
                + "(--score class=column), or read it as a number (--task regression)";
        string hint = names.Contains("-1") ? "; if -1 means unknown, say so (--missing -1)" : string.Empty;
        string noun = names.Count == 1 ? "label" : "different labels";
        problems.Add(new TableProblem(
            $"{file.Name} column '{sink.Column}' has {count} {noun}{shown}; {remedy}{hint}.", file.Path, null,
            sink.Column));
        return null;
    }

    /// <summary>Finds the class of every distinct label text; null where one is no class.</summary>
    internal static int[]? Classes(
        CategorySink sink, IReadOnlyList<string> classes, TableSource file, List<TableProblem> problems)
    {
        int[] map = [.. sink.Names.Select(name => Find(classes, name))];
        string[] unknown = [.. sink.Names.Where((_, i) => map[i] < 0)];
        if (unknown.Length == 0 && !sink.Overflowed)
        {
            return map;
        }

        string count = sink.Overflowed
            ? $"more than {Words.Count(sink.Limit - classes.Count)}"
            : Words.Count(unknown.Length);
        string shown = sink.Names.Count <= ClassLike + classes.Count
            ? $" ({Words.Quoted(unknown, ShownLabels)})"
            : string.Empty;
        problems.Add(new TableProblem(
            $"{file.Name} column '{sink.Column}' has {count} {(unknown.Length == 1 ? "label" : "labels")}{shown} "
                + "without a score column; "
            + $"the classes are {Words.Quoted(classes, ClassLike)} (--score class=column).",
            file.Path,
            null,
            sink.Column));
        return null;
    }

    private static sbyte[]? AgainstRest(
        CategorySink sink, string positive, TableSource file, List<TableProblem> problems)
    {
        IReadOnlyList<string> names = sink.Names;
        int at = Find(names, positive);
        if (at < 0 && names.Count > 1)
        {
            string? near = names.Count <= ClassLike ? NearestName.Of(positive, names) : null;
            string offer = near is null ? string.Empty : $"; did you mean '{near}'?";
            string shown = names.Count <= ClassLike ? $" Found: {Words.Quoted(names, ShownLabels)}." : string.Empty;
            problems.Add(new TableProblem(
                $"{file.Name} column '{sink.Column}' has no label '{positive}'{(near is null ? "." : offer)}{shown}",
                file.Path,
                null,
                sink.Column));
            return null;
        }

        return [.. names.Select((_, i) => (sbyte)(i == at ? 1 : 0))];
    }

    /// <summary>Finds a name exactly, or else as the same number (<c>1.0</c> is <c>1</c>).</summary>
    private static int Find(IReadOnlyList<string> names, string name)
    {
        for (int i = 0; i < names.Count; i++)
        {
            if (names[i] == name)
            {
                return i;
            }
        }

        double? number = Number(name);
        for (int i = 0; i < names.Count && number is not null; i++)
        {
            if (Number(names[i]) == number)
            {
                return i;
            }
        }

        return -1;
    }

    private static sbyte? ZeroOrOne(string text) => (Number(text), text.Trim().ToLowerInvariant()) switch
    {
        (1, _) or (_, "true") => 1,
        (0, _) or (_, "false") => 0,
        _ => null,
    };

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
}
