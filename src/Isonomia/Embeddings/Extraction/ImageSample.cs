using Isonomia.Datasets;

namespace Isonomia.Embeddings;

/// <summary>One picture to encode.</summary>
/// <param name="Id">The sample's id, as in the table.</param>
/// <param name="Path">The picture file.</param>
/// <param name="Frame">The frame of a file with several, from 0.</param>
/// <param name="Sha256">The file's SHA-256 where it is known (an ingested cohort knows it); the file is then read only
/// to be encoded, and one with other content is listed as unreadable. Null: every file is read and hashed
/// first.</param>
public sealed record ImageSample(string Id, string Path, int Frame = 0, string? Sha256 = null)
{
    /// <summary>All pictures of a cohort, in its order.</summary>
    /// <param name="cohort">The cohort.</param>
    /// <returns>One sample a row.</returns>
    /// <exception cref="EmbeddingException">The cohort has no picture column.</exception>
    public static IReadOnlyList<ImageSample> AllOf(Cohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        if (!cohort.HasImages)
        {
            throw new EmbeddingException($"The cohort '{cohort.Name}' has no picture column; name it with --image.");
        }

        return [.. Enumerable.Range(0, cohort.Count).Select(row =>
            new ImageSample(cohort.Ids[row], cohort.ImagePath(row), cohort.Frame(row), cohort.ImageHash(row)))];
    }
}
