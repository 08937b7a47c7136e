using System.Globalization;
using System.Reflection;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>The steps that read texts.</summary>
internal static class TextSteps
{
    internal static StepOutcome Balance(StepContext context)
    {
        string column = Column(context);
        IReadOnlyList<string?> texts = context.Samples.Texts(column);
        EntryMatcher matcher = new(Entries(context.Call["entries"]));
        bool excludeNegated = context.Call.Word("negated", "count", "exclude") == "exclude";
        int[][] matches = new int[texts.Count][];
        Parallel.ForEach(
            context.Alive,
            new ParallelOptions { MaxDegreeOfParallelism = context.Request.MaxThreads,
                CancellationToken = context.Cancellation },
            row => matches[row] = matcher.Match(texts[row], excludeNegated));
        long[] counts = TextBalance.Counts(context.Alive.Select(row => matches[row]), matcher.Entries.Count);
        if (counts.Sum() == 0)
        {
            throw context.Refuse(
                $"no text of column '{column}' names an entry of the list; give another list with entries=….");
        }

        double cap = context.Call.Number("cap", 1)
            ?? TextBalance.CapForTailShare(counts, context.Call.Number("tail_share", 0, 1)!.Value);
        StepOutcome outcome = context.Begin();
        bool isStrict = context.Call.Word("rule", "draw", "strict") == "strict";
        bool keepsUnmatched = context.Call.Word("unmatched", "drop", "keep") == "keep";
        long[] admitted = new long[counts.Length];
        foreach (int row in isStrict
            ? context.Alive.OrderBy(row => context.Draw(row, "order")).ThenBy(row => row)
            : context.Alive.AsEnumerable())
        {
            if (matches[row].Length == 0)
            {
                if (!keepsUnmatched)
                {
                    outcome.Remove(row, "no_entry");
                }

                continue;
            }

            int by = Array.FindIndex(matches[row], entry => isStrict
                ? admitted[entry] < cap
                : context.Draw(context.Samples.Ids[row],
                    matcher.Entries[entry]) < TextBalance.DrawProbability(counts[entry], cap));
            if (by < 0)
            {
                outcome.Remove(row, "frequent_concept");
            }
            else
            {
                admitted[matches[row][by]]++;
            }
        }

        Report(context, outcome, matcher, matches, counts, cap);
        return outcome;
    }

    private static void Report(
        StepContext context, StepOutcome outcome, EntryMatcher matcher, int[][] matches, long[] counts, double cap)
    {
        long[] kept = TextBalance.Counts(
            context.Alive.Where(row => outcome.Weights[row] > 0).Select(row => matches[row]), counts.Length);
        int unmatched = context.Alive.Count(row => matches[row].Length == 0);
        outcome.Measures.Add(new StepMeasure("cap", cap, "texts an entry may draw, t"));
        outcome.Measures.Add(new StepMeasure("tail_share", TextBalance.TailShare(counts, cap),
            "share of matches in entries below t"));
        outcome.Measures.Add(new StepMeasure(
            "unmatched_share", (double)unmatched / context.Alive.Count, "share of texts that name no entry"));
        foreach (int entry in Enumerable.Range(0, counts.Length).OrderByDescending(entry => counts[entry])
            .ThenBy(entry => entry)
            .Where(entry => counts[entry] > 0).Take(20))
        {
            outcome.Measures.Add(new StepMeasure(
                $"entry_{matcher.Entries[entry].Replace(' ', '_')}",
                kept[entry],
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"texts kept of {counts[entry]} that name it; each is drawn with p "
                        + $"{TextBalance.DrawProbability(counts[entry], cap):0.####}")));
        }

        if (unmatched > 0)
        {
            outcome.Notes.Add(
                $"{unmatched} texts name no entry. A list in one language silently drops the others: see the account "
                    + $"by language.");
        }
    }

    internal static StepOutcome Filter(StepContext context)
    {
        string column = Column(context);
        IReadOnlyList<string?> texts = context.Samples.Texts(column);
        IReadOnlyList<string> wanted = context.Call.Names("filters");
        TextFilter[] filters = [.. (wanted.Count == 0 ? TextFilter.All.Select(filter => filter.Id) : wanted)
            .Select(id => TextFilter.All[id])];
        StepOutcome outcome = context.Begin();
        string?[] alive = new string?[texts.Count];
        foreach (int row in context.Alive)
        {
            alive[row] = texts[row] ?? string.Empty;
        }

        foreach (TextFilter filter in filters)
        {
            int count = 0;
            foreach (int row in filter.Find(alive).Where(row => outcome.Weights[row] > 0))
            {
                outcome.Remove(row, filter.Id);
                count++;
            }

            outcome.Measures.Add(new StepMeasure(filter.Id, count, filter.Rule));
        }

        return outcome;
    }

    internal static StepOutcome Abbreviations(StepContext context)
    {
        string column = Column(context);
        IReadOnlyList<string?> texts = context.Samples.Texts(column);
        AmbiguousAbbreviations list = AmbiguousAbbreviations.Load(context.Call["list"]);
        bool drops = context.Call.Word("action", "mark", "drop") == "drop";
        StepOutcome outcome = context.Begin();
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (int row in context.Alive)
        {
            string[] open =
                [.. list.Find(texts[row]).Where(found => found.Reading is null).Select(found => found.Abbreviation)];
            foreach (string abbreviation in open)
            {
                counts[abbreviation] = counts.GetValueOrDefault(abbreviation) + 1;
            }

            if (open.Length > 0 && drops)
            {
                outcome.Remove(row, "ambiguous_abbreviation", -1, string.Join(", ", open), open.Length);
            }
        }

        foreach ((string abbreviation, int count) in counts.OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            outcome.Measures.Add(new StepMeasure(
                $"ambiguous_{abbreviation}", count,
                    $"texts where it may mean {string.Join(" or ", list.Readings(abbreviation))}"));
        }

        if (!drops)
        {
            outcome.Notes.Add(
                $"{counts.Values.Sum()} open abbreviations were counted; nothing was removed (action=mark).");
        }

        return outcome;
    }

    private static string Column(StepContext context)
    {
        string given = context.Call["text"];
        return given.Length > 0
            ? given
            : context.Samples.Cohort.Columns.FirstOrDefault(column => column.Role == ColumnRole.Text)?.Name
                ?? throw context.Refuse("the cohort has no text column; name it with --text or text=….");
    }

    private static string[] Entries(string path)
    {
        if (path.Length > 0)
        {
            var table = TextTable.Read(path, ["entry"]);
            return [.. table["entry"].OfType<string>()];
        }

        return [.. Asset("entries.csv").Skip(1).Select(line => line[..line.LastIndexOf(',')])];
    }

    internal static IReadOnlyList<string> Asset(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("curation/" + name)!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
