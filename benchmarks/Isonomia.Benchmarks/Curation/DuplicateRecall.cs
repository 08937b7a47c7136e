using System.Globalization;
using Isonomia.Benchmarks.Peers;
using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Benchmarks.Curation;

/// <summary>Recall and precision of near-duplicates under known alterations:
/// <c>duplicate-recall MANIFEST ID PATH COUNT [THRESHOLD …]</c>; the copies are made by
/// <c>alter_pictures.py</c>.</summary>
internal static class DuplicateRecall
{
    internal const string Verb = "duplicate-recall";

    internal static void Run(string[] args)
    {
        string folder =
            Path.Combine(Path.GetTempPath(), "isonomia-altered-" + Path.GetFileName(Path.GetDirectoryName(args[0])));
        if (!File.Exists(Path.Combine(folder, "manifest.csv")))
        {
            PeerProcess.Run("alter_pictures.py", args[0], args[1], args[2], args[3], folder);
        }

        var table = TextTable.Read(Path.Combine(folder, "manifest.csv"));
        string[] alteration = [.. table["alteration"].Select(cell => cell!)];
        string[] original = [.. table["original"].Select(cell => cell!)];
        PictureSketch?[] sketches = new PictureSketch?[table.RowCount];
        long start = TimeProvider.System.GetTimestamp();
        Parallel.For(0, sketches.Length, row => sketches[row] = PictureSketch.Of(ImageFile.Read(table["path"][row]!)));
        double decode = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        double[] thresholds = args.Length > 4
            ? [.. args[4..].Select(text => double.Parse(text, CultureInfo.InvariantCulture))]
            : [new PictureMatchRequest().Threshold];
        start = TimeProvider.System.GetTimestamp();
        IReadOnlyList<PictureMatch> matches = PictureMatcher.Find(
            sketches, new PictureMatchRequest { Threshold = thresholds.Min(), CandidateCount = 34 });
        double seconds = TimeProvider.System.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(
            FormattableString.Invariant(
                $"{sketches.Length} pictures: {decode:0.0} s to decode and sketch, {seconds:0.0} s to match"));
        foreach (double threshold in thresholds)
        {
            Report(threshold, matches, alteration, original);
        }
    }

    private static void Report(
        double threshold, IReadOnlyList<PictureMatch> matches, string[] alteration, string[] original)
    {
        Dictionary<string, int> plain = Enumerable.Range(0, alteration.Length).Where(row => alteration[row] == "none")
            .ToDictionary(row => original[row], StringComparer.Ordinal);
        HashSet<(int, int)> found = [.. matches.Where(match => match.Similarity >= threshold)
            .Select(match => (Math.Min(match.Whole, match.Part), Math.Max(match.Whole, match.Part)))];
        Console.WriteLine(FormattableString.Invariant($"threshold {threshold}"));
        foreach (var group in Enumerable.Range(0, alteration.Length).Where(row => alteration[row] != "none")
            .GroupBy(row => alteration[row]))
        {
            int hit = group.Count(row => found.Contains((plain[original[row]], row)));
            Console.WriteLine(
                FormattableString.Invariant(
                    $"  {group.Key,-24} recall {(double)hit / group.Count():0.000} of {group.Count()}"));
        }

        (int First, int Second)[] others = [.. found.Where(pair => original[pair.Item1] != original[pair.Item2])];
        var pairsOfOriginals =
            others.Where(pair => alteration[pair.First] == "none" && alteration[pair.Second] == "none").ToArray();
        Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"  pairs found {found.Count}, of other originals {others.Length}, of these both unaltered "
                + $"{pairsOfOriginals.Length}"));
        foreach (var kind in others.Except(pairsOfOriginals)
            .GroupBy(pair => $"{alteration[pair.First]} / {alteration[pair.Second]}")
                .OrderByDescending(kind => kind.Count()).Take(8))
        {
            Console.WriteLine(FormattableString.Invariant($"    {kind.Count()} of other originals: {kind.Key}"));
        }

        foreach ((int first, int second) in pairsOfOriginals.Take(10))
        {
            double similarity = matches.First(match =>
                Math.Min(match.Whole, match.Part) == first && Math.Max(match.Whole, match.Part) == second).Similarity;
            Console.WriteLine(
                FormattableString.Invariant($"    {similarity:0.000} {original[first]} {original[second]}"));
        }
    }
}
