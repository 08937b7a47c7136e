using System.Globalization;
using Isonomia.Benchmarks.Peers;
using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Benchmarks.Curation;

/// <summary>Recall and precision of near-duplicates under known alterations, one at a time:
/// <c>duplicate-recall MANIFEST ID PATH COUNT ORIGINALS [THRESHOLD]</c>. Among ORIGINALS pictures lie altered copies of
/// COUNT of them; the copies are made by <c>alter_pictures.py</c>.</summary>
internal static class DuplicateRecall
{
    internal const string Verb = "duplicate-recall";

    internal static void Run(string[] args)
    {
        string folder = Path.Combine(
            Path.GetTempPath(), $"isonomia-altered-{Path.GetFileName(Path.GetDirectoryName(args[0]))}-{args[3]}");
        if (!File.Exists(Path.Combine(folder, "manifest.csv")))
        {
            PeerProcess.Run("alter_pictures.py", args[0], args[1], args[2], args[3], folder);
        }

        double threshold = args.Length > 5 ? double.Parse(args[5], CultureInfo.InvariantCulture)
            : new PictureMatchRequest().Threshold;
        int limit = int.Parse(args[4], CultureInfo.InvariantCulture);
        var table = TextTable.Read(Path.Combine(folder, "manifest.csv"));
        string[] alteration = [.. table["alteration"].Select(cell => cell!)];
        string[] original = [.. table["original"].Select(cell => cell!)];
        HashSet<string> altered = [.. Rows(row => alteration[row] != "none").Select(row => original[row])];
        int[] plain = [.. Rows(row => alteration[row] == "none")
            .OrderByDescending(row => altered.Contains(original[row])).ThenBy(row => row).Take(limit)];
        PictureSketch?[] sketches = new PictureSketch?[table.RowCount];
        Parallel.ForEach(plain.Concat(Rows(row => alteration[row] != "none")), row =>
            sketches[row] = PictureSketch.Of(ImageFile.Read(table["path"][row]!)));

        // What is a duplicate among the originals already is no mistake of a copy.
        HashSet<(string, string)> known = [.. Pairs(plain)];
        Console.WriteLine(FormattableString.Invariant(
            $"{plain.Length} pictures; {known.Count} pairs among them match: {string.Join(", ", known.Take(20))}"));
        SortedSet<string> all = new(StringComparer.Ordinal);
        Console.WriteLine("| alteration | copies | recall | wrong pairs |");
        Console.WriteLine("|---|---:|---:|---:|");
        foreach (var group in Rows(row => alteration[row] != "none").GroupBy(row => alteration[row]))
        {
            int[] rows = [.. plain, .. group];
            HashSet<int> found = [];
            SortedSet<string> wrong = new(StringComparer.Ordinal);
            foreach (PictureMatch match in Find(rows))
            {
                (int a, int b) = (rows[match.Whole], rows[match.Part]);
                if (original[a] == original[b])
                {
                    found.Add(alteration[a] == "none" ? b : a);
                }
                else if (!known.Contains((original[a], original[b])) && !known.Contains((original[b], original[a])))
                {
                    wrong.Add($"{original[a]} and {original[b]}");
                }
            }

            Console.WriteLine(FormattableString.Invariant(
                $"| {group.Key} | {group.Count()} | {(double)found.Count / group.Count():0.000} | {wrong.Count} |"));
            all.UnionWith(wrong);
        }

        Console.WriteLine($"wrong pairs: {string.Join("; ", all)}");

        IEnumerable<int> Rows(Func<int, bool> wanted) => Enumerable.Range(0, table.RowCount).Where(wanted);

        IReadOnlyList<PictureMatch> Find(int[] rows) => PictureMatcher.Find(
            [.. rows.Select(row => sketches[row])], new PictureMatchRequest { Threshold = threshold });

        IEnumerable<(string, string)> Pairs(int[] rows) =>
            Find(rows).Select(match => (original[rows[match.Whole]], original[rows[match.Part]]));
    }
}
