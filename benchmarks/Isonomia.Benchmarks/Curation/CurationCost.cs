using System.Globalization;
using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Curation;

/// <summary>Times the parts of curation whose cost the specification names: hashes against decoding
/// (<c>curation-cost hashes FOLDER</c>), the search among a million hashes (<c>search</c>), the matching of a million
/// texts with 50,000 entries (<c>texts</c>), the account of a million samples (<c>account</c>).</summary>
internal static class CurationCost
{
    internal const string Verb = "curation-cost";
    private const int Million = 1_000_000;

    internal static void Run(string[] args)
    {
        foreach (string part in args.Where(arg => !arg.Contains('/', StringComparison.Ordinal)))
        {
            switch (part)
            {
                case "hashes":
                    Hashes(args[^1]);
                    break;
                case "search":
                    Search();
                    break;
                case "texts":
                    Texts();
                    break;
                default:
                    Account();
                    break;
            }
        }
    }

    private static void Hashes(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(1_000)];
        byte[][] encoded = [.. files.Select(File.ReadAllBytes)];
        Image[] images = new Image[files.Length];
        double decode = Seconds(() =>
        {
            for (int i = 0; i < files.Length; i++)
            {
                images[i] = ImageFile.Decode(encoded[i], files[i]);
            }
        });
        ulong sum = 0;
        double all = Seconds(() =>
        {
            foreach (Image image in images)
            {
                foreach (PerceptualHashKind kind in Enum.GetValues<PerceptualHashKind>())
                {
                    sum ^= PerceptualHash.Variants(image, kind)[0];
                }
            }
        });
        double one = Seconds(() =>
        {
            foreach (Image image in images)
            {
                sum ^= PerceptualHash.Difference(image);
            }
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{files.Length} pictures of {images[0].Width} × {images[0].Height} on one thread: decode {decode:0.000} "
                + $"s, "
            + $"difference hash {one:0.000} s, all three hashes with four variants each {all:0.000} s (check "
            + $"{sum % 10})"));
    }

    private static void Search()
    {
        RandomSource random = new(1);
        ulong[] hashes = [.. Enumerable.Range(0, Million).Select(_ => random.NextUInt64())];
        IReadOnlyList<(int, int)> pairs = [];
        double seconds = Seconds(() => pairs = HashSearch.Within(hashes, 4), 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a million random hashes, radius 4: {seconds:0.00} s, {pairs.Count} pairs"));
    }

    private static void Texts()
    {
        RandomSource random = new(1);
        string[] words = [.. Enumerable.Range(0, 20_000).Select(_ => Word(random))];
        string[] entries = [.. Enumerable.Range(0, 50_000).Select(_ =>
            string.Join(' ', Enumerable.Range(0, 1 + random.NextInt32(3))
                .Select(_ => words[random.NextInt32(words.Length)])))];
        string[] texts = [.. Enumerable.Range(0, Million).Select(_ =>
            string.Join(' ', Enumerable.Range(0, 28).Select(_ => words[random.NextInt32(words.Length)])))];
        EntryMatcher matcher = new(entries);
        int[] found = new int[Million];
        double seconds = Seconds(() => Parallel.For(0, Million, i => found[i] = matcher.Match(texts[i]).Length), 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"a million texts of {texts.Take(1_000).Average(text => text.Length):0} characters, 50,000 entries: "
            + $"{seconds:0.0} s, {found.Sum(count => (long)count):N0} matches"));
    }

    private static void Account()
    {
        RandomSource random = new(1);
        const int Patients = 250_000;
        int[] units = [.. Enumerable.Range(0, Million).Select(_ => random.NextInt32(Patients))];
        AccountFactor[] factors = [.. Enumerable.Range(0, 10).Select(f =>
        {
            int[] groups = [.. Enumerable.Range(0, Patients).Select(_ => random.NextInt32(2 + (f % 4)))];
            return new AccountFactor("attribute", new Grouping($"a{f}",
                [.. Enumerable.Range(0, 2 + (f % 4)).Select(g => $"g{g}")], [.. units.Select(unit => groups[unit])]));
        })];
        double[] before = [.. units.Select(_ => 1.0)];
        double[] after = [.. units.Select(_ => random.NextDouble() < 0.1 ? 0.0 : 1)];
        double seconds = Seconds(() => FairnessAccount.Of(new AccountRequest
        {
            Step = "x", Before = before, After = after, Units = units, Factors = factors,
        }), 1);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"account of a million samples of 250,000 patients, 10 attributes, 10,000 permutations: {seconds:0.0} s"));
    }

    private static string Word(RandomSource random) =>
        string.Concat(Enumerable.Range(0, 3 + random.NextInt32(7)).Select(_ => (char)('a' + random.NextInt32(26))));

    private static double Seconds(Action work, int times = 3)
    {
        double best = double.PositiveInfinity;
        for (int i = 0; i < times; i++)
        {
            long start = TimeProvider.System.GetTimestamp();
            work();
            best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
