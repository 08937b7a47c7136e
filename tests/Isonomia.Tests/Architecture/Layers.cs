namespace Isonomia.Tests;

/// <summary>The table of who may use whom, read from layers.txt.</summary>
internal sealed class Layers
{
    private readonly Dictionary<string, HashSet<string>> _uses = new(StringComparer.Ordinal);

    internal Layers(IEnumerable<string> lines)
    {
        foreach (string line in lines.Where(line => line.Length > 0 && line[0] != '#'))
        {
            string[] parts = line.Split(':', 2);
            string name = parts[0].Trim();
            HashSet<string> uses = new(StringComparer.Ordinal);
            foreach (string word in parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                switch (word[0])
                {
                    case '*':
                        uses.UnionWith(_uses.Keys);
                        break;
                    case '-':
                        uses.Remove(word[1..]);
                        break;
                    default:
                        uses.Add(_uses.ContainsKey(word)
                            ? word
                            : throw new FormatException(
                                $"layers.txt: '{name}' uses '{word}', which has no line above it."));
                        break;
                }
            }

            _uses.Add(name, uses);
        }
    }

    internal static Layers OfTheRepository { get; } = new(File.ReadLines(
        Path.Combine(RepositoryFolder.Root, "tests", "Isonomia.Tests", "Architecture", "layers.txt")));

    internal IReadOnlyCollection<string> Names => _uses.Keys;

    internal bool Allows(string user, string used) =>
        user == used || (_uses.TryGetValue(user, out HashSet<string>? uses) && uses.Contains(used));
}
