namespace Isonomia.Documentation;

/// <summary>Collects issues while a file is read.</summary>
internal sealed class CroissantIssues
{
    private readonly List<CroissantIssue> _issues = [];

    internal IReadOnlyList<CroissantIssue> All => _issues;

    internal bool HasErrors => _issues.Exists(issue => issue.IsError);

    internal void Error(string text, string jsonPath) => _issues.Add(new CroissantIssue(true, text, jsonPath));

    internal void Error(CroissantNode node, string text) => Error($"[{node.Path}] {text}", node.JsonPath);

    internal void ErrorAt(string path, string text, string jsonPath) => Error($"[{path}] {text}", jsonPath);

    internal void Warning(string text, string jsonPath) => _issues.Add(new CroissantIssue(false, text, jsonPath));
}
