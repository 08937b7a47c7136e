using YamlDotNet.RepresentationModel;

namespace Isonomia.Studies;

/// <summary>Collects what is wrong with a YAML file, with lines.</summary>
internal sealed class YamlProblems(string file)
{
    private readonly List<StudyProblem> _problems = [];

    internal int Count => _problems.Count;

    /// <summary>Adds a problem; the sentence gets the file, the line and a full stop.</summary>
    internal void Add(YamlNode node, string found) => Add((int)node.Start.Line, found);

    internal void Add(int line, string found)
    {
        string end = found.EndsWith('?') ? string.Empty : ".";
        StudyProblem problem = new($"{file} line {line}: {found}{end}", line);
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    internal void ThrowIfAny()
    {
        if (_problems.Count > 0)
        {
            throw new StudyException([.. _problems.OrderBy(problem => problem.Line)]);
        }
    }
}
