using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Isonomia.Catalogs;

/// <summary>Builds catalogs.</summary>
public static class Catalog
{
    /// <summary>Gathers the public static properties of <typeparamref name="T"/> that are of type
    /// <typeparamref name="T"/>.</summary>
    /// <typeparam name="T">The kind; a partial type with one entry a file.</typeparam>
    /// <returns>The entries, sorted by id.</returns>
    public static Catalog<T> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>()
        where T : class, ICatalogEntry =>
        new(typeof(T)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(T))
            .Select(property => (T)property.GetValue(null)!));
}

/// <summary>An immutable set of entries of one kind, sorted by id.</summary>
/// <typeparam name="T">The kind.</typeparam>
public sealed class Catalog<T> : IReadOnlyList<T>
    where T : class, ICatalogEntry
{
    private readonly T[] _entries;
    private readonly Dictionary<string, T> _byId;

    /// <summary>Makes a catalog.</summary>
    /// <param name="entries">The entries; their ids must differ.</param>
    /// <exception cref="ArgumentException">Two entries share an id.</exception>
    public Catalog(IEnumerable<T> entries)
    {
        _entries = [.. entries.OrderBy(entry => entry.Id, StringComparer.Ordinal)];
        _byId = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (T entry in _entries)
        {
            if (!_byId.TryAdd(entry.Id, entry))
            {
                throw new ArgumentException($"{typeof(T).Name} '{entry.Id}' is in the catalog twice.", nameof(entries));
            }
        }
    }

    /// <summary>What the entries are, in words: <c>Mitigation method</c>.</summary>
    private static string Kind { get; } = string.Concat(typeof(T).Name.Select(
        (letter, i) => i > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{letter}"));

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public T this[int index] => _entries[index];

    /// <summary>Finds an entry by id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="UnknownNameException">No entry has this id; the message offers the nearest ones.</exception>
    public T this[string id] => TryGet(id, out T? entry)
        ? entry
        : throw new UnknownNameException(Kind, id, _entries.Select(e => e.Id));

    /// <summary>Finds an entry by id, if there is one.</summary>
    /// <param name="id">The id.</param>
    /// <param name="entry">The entry, or null.</param>
    /// <returns>Whether there is one.</returns>
    public bool TryGet(string id, [NotNullWhen(true)] out T? entry) => _byId.TryGetValue(id, out entry);

    /// <summary>Makes a new catalog with more entries; this one does not change.</summary>
    /// <param name="more">The entries to add.</param>
    /// <returns>The new catalog.</returns>
    public Catalog<T> With(params IEnumerable<T> more) => new(_entries.Concat(more));

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
