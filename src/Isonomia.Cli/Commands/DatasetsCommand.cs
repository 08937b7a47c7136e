using System.CommandLine;

namespace Isonomia.Cli;

/// <summary><c>isonomia datasets</c>: the catalogue of public medical imaging data sets and who is in it.</summary>
internal static class DatasetsCommand
{
    internal static Command Create() => new(
        "datasets", "The catalogue of public medical imaging data sets: whose images they hold, under which terms, "
            + "with which demographics.")
    {
        DatasetsListCommand.Create(),
        DatasetsShowCommand.Create(),
        DatasetsAddCommand.Create(),
        DatasetsStatsCommand.Create(),
    };
}
