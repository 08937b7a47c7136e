namespace Isonomia.Tests;

/// <summary>A folder of its own for one test, removed afterwards.</summary>
internal sealed class ScratchFolder : IDisposable
{
    internal string Root { get; } = Directory.CreateTempSubdirectory("isonomia-test-").FullName;

    internal string File(string name) => Path.Combine(Root, name);

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
