using System.CommandLine;
using Isonomia.Datasets;
using Isonomia.Studies;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary><c>isonomia demo</c>: the main job in one line on generated radiographs with a disparity that was put
/// in.</summary>
internal static class DemoCommand
{
    internal static Command Create()
    {
        Option<string> output = new("--out", "-o")
        {
            Description = "The folder of results.", HelpName = "DIR", Required = true,
        };
        Option<ulong> seed = new("--seed")
        {
            Description = "The seed.", HelpName = "N", DefaultValueFactory = _ => 1,
        };
        Verb command = new(
            "demo",
            "Runs a whole study on generated radiographs: phantoms with a known disparity, a small encoder made on the "
                + "spot, "
            + "a probe, an audit. 'isonomia run study.yaml' does the same with your pictures and your model.",
            ("On generated radiographs", "isonomia demo --out demo"),
            ("On pictures and a model of your own", "isonomia run study.yaml"));
        command.Options.Add(output);
        command.Options.Add(seed);
        command.SetAction((parsed, cancellation) => Task.FromResult(
            Run(parsed.GetRequiredValue(output), parsed.GetValue(seed), cancellation)));
        return command;
    }

    private static int Run(string folder, ulong seed, CancellationToken cancellation)
    {
        StudySpecification study = new()
        {
            Name = "phantoms",
            Seed = seed,
            ResultsFolder = Path.GetFullPath(folder),
            Cohort = new StudyCohort { Phantom = new PhantomCohortRequest { Folder = string.Empty, Seed = seed } },
            Models = [new StudyModel("smallest_encoder", null, "smallest_encoder")],
            Labels = [new StudyLabel("finding")],
            Attributes = ["sex", "age:0,40,60", "site"],
        };
        int code = StudyPrinter.Run(study, [], cancellation);
        Terminal.Output.WriteLine(
            $"What was put into the phantoms: {Path.Combine(folder, "phantom", "phantom.json")}");
        return code;
    }
}
