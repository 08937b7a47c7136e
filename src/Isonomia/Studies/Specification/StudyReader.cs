using Isonomia.Datasets;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Isonomia.Studies;

/// <summary>Reads <c>study.yaml</c>; every problem is found at once, with its line.</summary>
public static class StudyReader
{
    /// <summary>Reads a study file.</summary>
    /// <param name="path">The file; paths in it are relative to its folder.</param>
    /// <param name="resultsFolder">Where results go instead of where the file says, or null.</param>
    /// <returns>What it asks for.</returns>
    /// <exception cref="StudyException">The file is missing, is not YAML, or has unknown or wrong fields; lists all of
    /// them.</exception>
    public static StudySpecification Read(string path, string? resultsFolder = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new StudyException([new StudyProblem($"The study file '{path}' was not found.")]);
        }

        YamlProblems problems = new(name);
        YamlMappingNode root = Parse(path, name);
        YamlMap map = new(root, string.Empty, problems);
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        StudySpecification study = new StudyFields(map, folder, Path.GetFileNameWithoutExtension(name))
            .Read(resultsFolder);
        map.Finish();
        problems.ThrowIfAny();
        return study;
    }

    private static YamlMappingNode Parse(string path, string name)
    {
        YamlStream stream = [];
        try
        {
            using StreamReader reader = File.OpenText(path);
            stream.Load(reader);
        }
        catch (YamlException error)
        {
            throw new StudyException(
                [
                    new StudyProblem(
                        $"{name} line {error.Start.Line} is not YAML: {Plain(error)}.", (int)error.Start.Line)]);
        }

        return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode map
            ? map
            : throw new StudyException(
                [new StudyProblem($"{name} holds no fields; expected one document with 'cohort:', 'models:', …")]);
    }

    private static string Plain(YamlException error)
    {
        string text = (error.InnerException ?? error).Message;
        int at = text.LastIndexOf("): ", StringComparison.Ordinal);
        return (at < 0 ? text : text[(at + 3)..]).TrimEnd('.');
    }
}
