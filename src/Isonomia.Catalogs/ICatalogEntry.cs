namespace Isonomia.Catalogs;

/// <summary>Something a catalog holds: an immutable value with an id.</summary>
public interface ICatalogEntry
{
    /// <summary>The id: snake_case, a variant is written <c>id@variant</c>.</summary>
    string Id { get; }
}
