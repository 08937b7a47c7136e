namespace Isonomia.Cli;

/// <summary>Exit codes of every verb, and which exception leads to which.</summary>
internal static class ExitCode
{
    /// <summary>All went well and every gate held.</summary>
    internal const int Success = 0;

    /// <summary>A gate failed.</summary>
    internal const int GateFailed = 1;

    /// <summary>An option or argument is wrong.</summary>
    internal const int WrongUse = 2;

    /// <summary>The data are wrong.</summary>
    internal const int WrongData = 3;

    /// <summary>Something the program needs is missing on this machine.</summary>
    internal const int Environment = 4;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT).</summary>
    internal const int Interrupted = 130;

    /// <summary>Every code with what it means, for the help.</summary>
    internal static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Success, "all went well, and every gate held"),
        (GateFailed, "a gate failed; the sentence on standard error says which"),
        (WrongUse, "an option or argument is wrong"),
        (WrongData, "the data are wrong; the sentence says where"),
        (Environment, "something the program needs is missing on this machine"),
        (Interrupted, "stopped by Ctrl-C; nothing is left half-written"),
    ];

    /// <summary>Finds the exit code of an expected failure.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The code, or null for a defect of the program, which must show its stack trace.</returns>
    internal static int? Of(Exception exception) => exception switch
    {
        OperationCanceledException => Interrupted,
        Catalogs.UnknownNameException { Kind: "Column" } => WrongData,
        Datasets.TableException => WrongData,
        Documentation.CroissantException => WrongData,
        Imaging.ImageFormatException => WrongData,
        Onnx.ModelException => WrongData,
        Onnx.TrainingException => WrongData,
        Onnx.OnnxDeviceException => Environment,
        Embeddings.EmbeddingException => WrongData,
        Adaptation.ProbeException => WrongData,
        Studies.StudyException => WrongData,
        Curation.CurationException => WrongData,
        ArgumentException { InnerException: null } => WrongUse,
        DllNotFoundException => Environment,
        UnauthorizedAccessException => Environment,
        IOException => Environment,
        _ => null,
    };

    /// <summary>The one sentence a person sees.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>The sentence.</returns>
    internal static string Sentence(Exception exception) => exception switch
    {
        OperationCanceledException => "Stopped; nothing was written.",
        ArgumentException { ParamName: string name } argument =>
            argument.Message.Replace($" (Parameter '{name}')", string.Empty, StringComparison.Ordinal),
        _ => exception.Message,
    };
}
