using System.Globalization;
using Isonomia.Catalogs;

namespace Isonomia.Imaging;

/// <summary>The arguments of one step, read by position; what is wrong with them becomes one sentence.</summary>
public sealed class TransformArguments
{
    private readonly string _step;
    private readonly string _usage;
    private readonly string[] _arguments;

    internal TransformArguments(string step, string usage, string[] arguments) =>
        (_step, _usage, _arguments) = (step, usage, arguments);

    /// <summary>How many there are.</summary>
    public int Count => _arguments.Length;

    /// <summary>A number in canonical form.</summary>
    /// <param name="number">The number.</param>
    /// <returns>Its shortest text that reads back as the same number.</returns>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Refuses too few or too many arguments.</summary>
    /// <param name="least">The fewest.</param>
    /// <param name="most">The most.</param>
    /// <exception cref="TransformException">There are fewer or more.</exception>
    public void RequireCount(int least, int most)
    {
        if (_arguments.Length < least || _arguments.Length > most)
        {
            string wanted = least == most ? $"{least}" : $"{least} to {most}";
            throw Wrong($"it has {_arguments.Length} arguments, {wanted} were expected");
        }
    }

    /// <summary>Reads a number.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <param name="name">Its name, for the error sentence.</param>
    /// <param name="least">The smallest that is accepted.</param>
    /// <param name="most">The largest that is accepted.</param>
    /// <returns>The number, finite.</returns>
    /// <exception cref="TransformException">It is no such number.</exception>
    public double Number(
        int index, string name, double least = double.NegativeInfinity, double most = double.PositiveInfinity)
    {
        double number = Parse(_arguments[index], name);
        return number >= least && number <= most
            ? number
            : throw Wrong($"{name} is {Text(number)}; a number in [{Text(least)}, {Text(most)}] was expected");
    }

    /// <summary>Reads a whole number.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <param name="name">Its name, for the error sentence.</param>
    /// <param name="least">The smallest that is accepted.</param>
    /// <returns>The number.</returns>
    /// <exception cref="TransformException">It is no such number.</exception>
    public int Whole(int index, string name, int least) =>
        int.TryParse(_arguments[index], NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
            && number >= least
            ? number
            : throw Wrong($"{name} is '{_arguments[index]}'; a whole number of at least {least} was expected");

    /// <summary>Reads numbers separated by spaces, one a band.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <param name="name">Their name, for the error sentence.</param>
    /// <returns>1 or 3 numbers.</returns>
    /// <exception cref="TransformException">They are not 1 or 3 numbers.</exception>
    public float[] Bands(int index, string name)
    {
        string[] parts = _arguments[index].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length is 1 or 3
            ? [.. parts.Select(part => (float)Parse(part, name))]
            : throw Wrong($"{name} has {parts.Length} numbers; 1 or 3 separated by spaces were expected");
    }

    /// <summary>Reads a size: <c>224</c> gives a width and no height, <c>224x160</c> both.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <returns>The size, each side from 1 to 65,535.</returns>
    /// <exception cref="TransformException">It is no size.</exception>
    public (int Width, int? Height) Size(int index)
    {
        string[] parts = _arguments[index].Split('x');
        int height = 0;
        bool isSize = parts.Length is 1 or 2
            && Side(parts[0], out _)
            && (parts.Length == 1 || Side(parts[1], out height));
        if (!isSize)
        {
            throw Wrong($"the size is '{_arguments[index]}'; SIDE or WIDTHxHEIGHT, each from 1 to 65535, was expected");
        }

        _ = Side(parts[0], out int width);
        return (width, parts.Length == 2 ? height : null);
    }

    /// <summary>Reads one of several words.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <param name="known">The words.</param>
    /// <returns>The word.</returns>
    /// <exception cref="TransformException">It is none of them; the message offers the nearest one.</exception>
    public string Word(int index, params string[] known) => known.Contains(_arguments[index], StringComparer.Ordinal)
        ? _arguments[index]
        : throw Wrong(NearestName.Of(_arguments[index], known) is { } near
            ? $"'{_arguments[index]}' is unknown; did you mean '{near}'? Known: {string.Join(", ", known)}"
            : $"'{_arguments[index]}' is unknown; known: {string.Join(", ", known)}");

    /// <summary>Makes an exception for something else that is wrong with the arguments.</summary>
    /// <param name="reason">What was found and what was expected, without the full stop.</param>
    /// <returns>The exception, to be thrown.</returns>
    public TransformException Wrong(string reason) => new(_step, $"{reason}; it is written {_usage}");

    private static bool Side(string text, out int side) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out side) && side is >= 1 and <= 65535;

    private double Parse(string text, string name) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            ? number
            : throw Wrong($"{name} is '{text}'; a number was expected");
}
