using System.CommandLine;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Cli;

/// <summary>The options of <c>isonomia embed</c>.</summary>
internal sealed class EmbedOptions
{
    internal CohortOptions Cohort { get; } = new();

    internal Option<string?> Model { get; } = new("--model")
    {
        Description = "The model: a registered name, a folder with model.json, or an ONNX file beside one.",
        HelpName = "NAME_OR_FILE",
    };

    internal Option<string> Out { get; } = new("--out")
    {
        Description = "The folder of the embedding store; filled further where it exists.", HelpName = "STORE",
        Required = true,
    };

    internal Option<string?> Import { get; } = new("--import")
    {
        Description = "Take embeddings made elsewhere instead of computing them: .npy, .npz, .parquet, .csv, .tsv.",
        HelpName = "FILE",
    };

    internal Option<string?> ImportIds { get; } = new("--import-ids")
    {
        Description =
            "The ids of the rows of an .npy file, one a line; without it the rows are in the cohort's order.",
            HelpName = "FILE",
    };

    internal Option<string?> ImportIdColumn { get; } = new("--import-id")
    {
        Description = "The id column of an imported table.", HelpName = "COL",
    };

    internal Option<string?> Export { get; } = new("--export")
    {
        Description = "Also write all embeddings of the store as .npy, with the ids beside it.", HelpName = "FILE",
    };

    internal Option<string?> Output { get; } = new("--output")
    {
        Description = "The model's output to take instead of the card's embedding.", HelpName = "NAME",
    };

    internal Option<string> Type { get; } = new("--type")
    {
        Description = "How a new store keeps numbers: float32 or float16.", DefaultValueFactory = _ => "float32",
    };

    internal Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads of the model, and as many that read pictures.",
        DefaultValueFactory = _ => Environment.ProcessorCount,
    };

    internal Option<int> InterThreads { get; } = new("--inter-op")
    {
        Description = "Operators of the model that may run side by side.", DefaultValueFactory = _ => 1,
    };

    internal Option<int?> Decoders { get; } =
        new("--decoders") { Description = "Threads that read pictures, where not as many as --threads." };

    internal Option<int?> Batch { get; } =
        new("--batch") { Description = "Pictures in one run of the model; measured where not given." };

    internal Option<string> Device { get; } = new("--device")
    {
        Description = "Where the model runs: cpu or cuda.", DefaultValueFactory = _ => "cpu",
    };

    internal Option<string?> Shard { get; } = new("--shard")
    {
        Description = "Do only part I of N, for example 3/8 or $((SLURM_ARRAY_TASK_ID+1))/$SLURM_ARRAY_TASK_COUNT.",
        HelpName = "I/N",
    };

    internal Option<bool> Replace { get; } = new("--replace")
    {
        Description = "Delete what the store holds of another model or preprocessing.",
    };

    internal Option<string?> Registry { get; } = ModelCommand.RegistryOption();

    internal Option<bool> Json { get; } = new("--json") { Description = "Machine-readable result." };

    internal void AddTo(Command command)
    {
        Cohort.AddTo(command);
        Option[] all =
        [
            Model, Out, Import, ImportIds, ImportIdColumn, Export, Output, Type, Threads, InterThreads, Decoders,
            Batch, Device, Shard,
            Replace, Registry, Json,
        ];
        foreach (Option option in all)
        {
            command.Options.Add(option);
        }
    }

    internal EmbeddingRequest Request(ParseResult parsed, Cohort cohort, string modelFolder)
    {
        (int shard, int count) = ShardOf(parsed.GetValue(Shard));
        return new EmbeddingRequest
        {
            ModelFolder = modelFolder,
            Samples = ImageSample.AllOf(cohort),
            Cohort = cohort.Name,
            StorePath = parsed.GetRequiredValue(Out),
            OutputName = parsed.GetValue(Output),
            Type = TypeOf(parsed),
            ThreadCount = parsed.GetValue(Threads),
            InterOperatorThreadCount = parsed.GetValue(InterThreads),
            DecoderCount = parsed.GetValue(Decoders),
            BatchSize = parsed.GetValue(Batch),
            Device = parsed.GetValue(Device) switch
            {
                "cpu" => OnnxDevice.Cpu,
                "cuda" => OnnxDevice.Cuda,
                string other =>
                    throw new ArgumentException($"The device '{other}' is unknown; cpu or cuda was expected."),
                null => OnnxDevice.Cpu,
            },
            Shard = shard,
            ShardCount = count,
            Other = parsed.GetValue(Replace) ? OtherStore.Replace : OtherStore.Refuse,
        };
    }

    internal EmbeddingType TypeOf(ParseResult parsed) => parsed.GetValue(Type) switch
    {
        "float32" => EmbeddingType.Float32,
        "float16" => EmbeddingType.Float16,
        string other => throw new ArgumentException($"The type '{other}' is unknown; float32 or float16 was expected."),
        null => EmbeddingType.Float32,
    };

    private static (int Shard, int Count) ShardOf(string? text)
    {
        if (text is null)
        {
            return (1, 1);
        }

        string[] parts = text.Split('/');
        return parts.Length == 2 && int.TryParse(parts[0], out int shard) && int.TryParse(parts[1], out int count)
            && shard >= 1 && shard <= count
            ? (shard, count)
            : throw new ArgumentException($"The shard '{text}' is not I/N with 1 ≤ I ≤ N, for example 3/8.");
    }
}
