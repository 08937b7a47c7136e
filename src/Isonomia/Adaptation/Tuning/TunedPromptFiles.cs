using System.Globalization;
using System.Text.Json;
using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Adaptation;

/// <summary>Writes what a training of prompts gave besides the model: the context, and the classes as a store of
/// texts.</summary>
internal static class TunedPromptFiles
{
    internal const string File = "prompts.safetensors";
    internal const string Store = "tuned_texts";
    private const string Format = "isonomia.prompt/1";

    /// <summary>Writes both files in place of those of an earlier run.</summary>
    /// <returns>What a result says of the prompts, or null where none were trained.</returns>
    internal static TunedPromptFacts? Write(
        TuneRequest request, TrainingOptions training, TunedBackbone backbone, TunedWeights weights)
    {
        string file = Path.Combine(request.OutputFolder, File);
        string store = Path.Combine(request.OutputFolder, Store);
        System.IO.File.Delete(file);
        if (backbone.Prompt is not { } prompt)
        {
            return null;
        }

        TunedPromptFacts facts = new(
            prompt.Classes.ToDictionary(one => one.Name, one => one.Prompts), prompt.Tokens.ContextCount,
            request.Backbone.Prompt!.ContextInit, training.LogitScale ?? backbone.LogitScale);
        OnnxTensor context = weights.Parameters.First(tensor => tensor.Name == PromptTower.Context);
        float[] classes = PromptTower.ClassVectors(ModelWeights.With(weights.Model.Model, weights.Parameters));
        PromptTower.Save(
            file,
            new Dictionary<string, string>
            {
                ["format"] = Format,
                ["model"] = backbone.Card.Name,
                ["text_sha256"] = backbone.Card.Text!.File?.Sha256 ?? backbone.Card.Sha256,
                ["classes"] = JsonSerializer.Serialize(facts.Classes),
                ["context_start"] = prompt.Tokens.Start.ToString(CultureInfo.InvariantCulture),
                ["logit_scale"] = facts.LogitScale.ToString("R", CultureInfo.InvariantCulture),
            },
            context, classes, prompt.Classes.Count);
        int width = classes.Length / prompt.Classes.Count;
        TextStore.Keep(store, prompt.Classes.Select((one, i) =>
            (TextStore.ClassPrefix + one.Name, classes[(i * width)..((i + 1) * width)])));
        return facts;
    }
}
