namespace Isonomia.Curation;

/// <summary>Finds which entries of a list a text names, at word boundaries, all entries in one pass.</summary>
/// <remarks>
/// <para>Entries and texts are normalized (NFKC, lower case, hyphen = blank, runs of blanks = one) and cut into words;
/// an entry matches where its words follow each other in the text. Overlapping matches all count; an entry counts once
/// a text.</para>
/// <para>An automaton over words instead of characters: since matches begin and end at word boundaries it finds the
/// same as Aho–Corasick, in words × longest entry steps. Source: Xu et al., ICLR 2024; curation specification
/// §5.</para>
/// </remarks>
public sealed class EntryMatcher
{
    private const int NegationReach = 6;

    private static readonly HashSet<string> Negations = new(StringComparer.Ordinal)
    {
        "no", "not", "without", "absent", "absence", "negative", "denies", "excluded", "ruled", "free", "never", "none",
        "sin", "sem", "sans", "kein", "keine", "ohne", "nicht", "pas",
    };

    private readonly Dictionary<(int Node, string Word), int> _next = [];
    private readonly List<int> _entryAt = [-1];
    private readonly int[] _same;

    /// <summary>Takes entries.</summary>
    /// <param name="entries">The entries; two that normalize to the same words count as the first.</param>
    /// <exception cref="ArgumentException">An entry has no word.</exception>
    public EntryMatcher(IReadOnlyList<string> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        Entries = entries;
        _same = [.. Enumerable.Range(0, entries.Count)];
        for (int entry = 0; entry < entries.Count; entry++)
        {
            int node = 0;
            foreach (string word in TextNormalization.Words(entries[entry]))
            {
                if (!_next.TryGetValue((node, word), out int next))
                {
                    next = _entryAt.Count;
                    _entryAt.Add(-1);
                    _next[(node, word)] = next;
                }

                node = next;
            }

            if (node == 0)
            {
                throw new ArgumentException($"Entry {entry + 1} of the list is empty; expected a term.",
                    nameof(entries));
            }

            _same[entry] = _entryAt[node] = _entryAt[node] < 0 ? entry : _entryAt[node];
        }
    }

    /// <summary>The entries as given.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Finds the entries of a text.</summary>
    /// <param name="text">The text, or null.</param>
    /// <param name="excludeNegated">Whether a match is left out that follows a negation within six words.</param>
    /// <returns>The entries, ascending, each once.</returns>
    public int[] Match(string? text, bool excludeNegated = false)
    {
        if (string.IsNullOrEmpty(text))
        {
            return [];
        }

        List<string> words = TextNormalization.Words(text);
        SortedSet<int> found = [];
        int lastNegation = int.MinValue / 2;
        for (int start = 0; start < words.Count; start++)
        {
            if (words[start] is "." or ";" or "!" or "?")
            {
                lastNegation = int.MinValue / 2;
            }

            int node = 0;
            bool isNegated = excludeNegated && start - lastNegation <= NegationReach;
            for (int at = start; at < words.Count && _next.TryGetValue((node, words[at]), out node); at++)
            {
                if (_entryAt[node] >= 0 && !isNegated)
                {
                    found.Add(_entryAt[node]);
                }
            }

            if (Negations.Contains(words[start]))
            {
                lastNegation = start;
            }
        }

        return [.. found];
    }
}
