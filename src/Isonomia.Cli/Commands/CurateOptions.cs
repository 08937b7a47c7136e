using System.CommandLine;
using Isonomia.Curation;
using Isonomia.Datasets;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia curate</c>.</summary>
internal sealed class CurateOptions
{
    internal Option<string> Steps { get; } = new("--steps")
    {
        Description =
            "Steps joined by |, for example 'dedup|balance(by=sex+site, way=weight)'; 'isonomia curate steps' lists "
                + "them.",
        HelpName = "STEPS",
        Required = true,
    };

    internal Option<string> Out { get; } = new("--out")
    {
        Description = "The folder to write to: selection.parquet, kept.csv, curation.json, curation.html.",
        HelpName = "DIR",
        Required = true,
    };

    internal Option<string?> Embeddings { get; } = new("--embeddings")
    {
        Description = "The embedding store ('isonomia embed') for steps that need embeddings.",
        HelpName = "STORE",
    };

    internal Option<string?> Selection { get; } = new("--selection")
    {
        Description = "Start from the selection of an earlier curation (its folder).",
        HelpName = "DIR",
    };

    internal Option<string[]> Intersect { get; } = new("--intersect")
    {
        Description = "Account for a crossing of attributes too: sex*age.",
        HelpName = "A*B",
        Arity = ArgumentArity.OneOrMore,
    };

    internal Option<string?> Reference { get; } = new("--reference")
    {
        Description = "A reference population: a table with the columns attribute, group, share.",
        HelpName = "FILE",
    };

    internal Option<string[]> Accept { get; } = new("--accept")
    {
        Description = "Accept an uneven attribute by name, with the reason: sex=\"screening program of women\".",
        HelpName = "ATTRIBUTE=REASON",
        Arity = ArgumentArity.OneOrMore,
    };

    internal Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "The seed of every draw.", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    internal Option<int> Pictures { get; } = new("--pictures")
    {
        Description = "How many removed pictures a step shows on the page; 0 for none.",
        HelpName = "N",
        DefaultValueFactory = _ => 12,
    };

    internal Option<int> Permutations { get; } = new("--permutations")
    {
        Description = "Permutations of patients in every test.", HelpName = "N", DefaultValueFactory = _ => 10_000,
    };

    internal Option<int?> Threads { get; } = new("--threads")
    {
        Description = "How many threads may work; the result does not depend on it.", HelpName = "N",
    };

    internal void AddTo(Command command)
    {
        Option[] all =
            [Steps, Out, Embeddings, Selection, Intersect, Reference, Accept, Seed, Pictures, Permutations, Threads];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    internal CurationRequest ToRequest(ParseResult parsed, CohortSource cohort)
    {
        int permutations = parsed.GetValue(Permutations);
        int pictures = parsed.GetValue(Pictures);
        int threads = parsed.GetValue(Threads) ?? Environment.ProcessorCount;
        if (permutations < 1 || pictures < 0 || threads < 1)
        {
            throw new ArgumentException(
                $"--permutations {permutations}, --pictures {pictures}, --threads {threads}: expected at least 1, 0 "
                    + $"and 1.");
        }

        return new CurationRequest
        {
            Cohort = cohort,
            Steps = parsed.GetRequiredValue(Steps),
            Embeddings = parsed.GetValue(Embeddings),
            Selection = parsed.GetValue(Selection),
            Intersections = parsed.GetValue(Intersect) ?? [],
            Reference = parsed.GetValue(Reference),
            Accepted = Reasons(parsed.GetValue(Accept) ?? []),
            Seed = parsed.GetValue(Seed),
            Permutations = permutations,
            ExampleCount = Math.Max(12, pictures),
            MaxThreads = threads,
        };
    }

    private static Dictionary<string, string> Reasons(string[] texts)
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        foreach (string text in texts)
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || text[(equals + 1)..].Trim().Length == 0)
            {
                throw new ArgumentException($"--accept {text}: expected an attribute and a reason, ATTRIBUTE=REASON.");
            }

            reasons[text[..equals].Trim()] = text[(equals + 1)..].Trim();
        }

        return reasons;
    }
}
