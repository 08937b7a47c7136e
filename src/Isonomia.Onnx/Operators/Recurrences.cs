namespace Isonomia.Onnx;

/// <content>Recurrent layers, written out step by step.</content>
/// <remarks>Source: the equations of RNN, GRU and LSTM in the ONNX operator specification.</remarks>
internal sealed partial record OperatorLowering
{
    private const long MostSteps = 2000;

    public static OperatorLowering Lstm { get; } = new("LSTM", call =>
    {
        if (call.Has(7) || call.Integer("input_forget", 0) != 0)
        {
            throw call.Unsupported("peepholes and coupled gates (input_forget) have no rule");
        }

        Recurrence cell = new(call, 4, ["Sigmoid", "Tanh", "Tanh"]);
        return cell.Run((x, h, c, r, b) =>
        {
            Value[] gates = cell.Parts(x + h.MatMul(cell.Turned(r)) + b[0] + b[1]);
            Value next = (gates[2].Apply("Sigmoid") * c!) + (gates[0].Apply("Sigmoid") * gates[3].Apply("Tanh"));
            return (gates[1].Apply("Sigmoid") * next.Apply("Tanh"), next);
        });
    });

    public static OperatorLowering Gru { get; } = new("GRU", call =>
    {
        bool isLate = call.Integer("linear_before_reset", 0) != 0;
        Recurrence cell = new(call, 3, ["Sigmoid", "Tanh"]);
        return cell.Run((x, h, _, r, b) =>
        {
            Value[] given = cell.Parts(x + b[0]);
            Value[] weights = call.Writer.Split(r, 0, cell.Sizes);
            Value[] bias = call.Writer.Split(b[1], 1, cell.Sizes);
            Value Kept(Value state, int gate) => state.MatMul(cell.Turned(weights[gate])) + bias[gate];
            Value update = (given[0] + Kept(h, 0)).Apply("Sigmoid");
            Value reset = (given[1] + Kept(h, 1)).Apply("Sigmoid");
            Value found = (given[2] + (isLate ? reset * Kept(h, 2) : Kept(reset * h, 2))).Apply("Tanh");
            return (((1 - update) * found) + (update * h), null);
        });
    });

    public static OperatorLowering Rnn { get; } = new("RNN", call =>
    {
        Recurrence cell = new(call, 1, ["Tanh"]);
        string bend = cell.Bend;
        return cell.Run((x, h, _, r, b) => ((x + h.MatMul(cell.Turned(r)) + b[0] + b[1]).Apply(bend), null));
    });

    /// <summary>What the three layers share: directions, first states and the walk over the steps.</summary>
    private sealed class Recurrence
    {
        private readonly OperatorCall _call;
        private readonly Value _x;
        private readonly long _steps;
        private readonly long _batch;
        private readonly long _hidden;
        private readonly string _direction;
        private readonly int _gates;

        internal Recurrence(OperatorCall call, int gates, string[] bends)
        {
            (_call, _gates, _x) = (call, gates, call.Input(0));
            (_steps, _batch) = (_x.Shape[0], _x.Shape[1]);
            _hidden = call.Input(2).Shape[2];
            _direction = call.Text("direction", "forward");
            string[] given = call.Texts("activations") ?? bends;
            Bend = given[0];
            bool isUsual = bends is ["Tanh"]
                ? given.All(bend => bend is "Tanh" or "Relu") && given.Distinct().Count() == 1
                : given.Chunk(bends.Length).All(chunk => chunk.SequenceEqual(bends));
            if (!isUsual || call.Reals("clip") is not null || call.Integer("layout", 0) != 0)
            {
                throw call.Unsupported("other activations, clipping and layout 1 have no rule");
            }

            if (call.Has(4) && call.ConstantsOrUnknown(4)?.All(length => length == _steps) != true)
            {
                throw call.Unsupported("sequences of different lengths have no rule");
            }

            if (_steps > MostSteps)
            {
                throw call.Unsupported($"it has {_steps} steps; at most {MostSteps} are written out");
            }
        }

        internal string Bend { get; }

        /// <summary>The widths of the gates side by side.</summary>
        internal long[] Sizes => [.. Enumerable.Repeat(_hidden, _gates)];

        internal Value Turned(Value matrix) => _call.Writer.Turned(matrix);

        internal Value[] Parts(Value gates) => _call.Writer.Split(gates, 1, Sizes);

        /// <summary>Walks over the steps in every direction.</summary>
        /// <param name="step">From the step's input times its weights, the states, the recurrent weights and the two
        /// biases <c>[1, gates]</c> to the next states.</param>
        /// <returns>All states, the last one and, for an LSTM, the last cell.</returns>
        internal Value?[] Run(Func<Value, Value, Value?, Value, Value[], (Value State, Value? Cell)> step)
        {
            NodeWriter writer = _call.Writer;
            int directions = _direction == "bidirectional" ? 2 : 1;
            List<Value> all = [];
            List<Value> last = [];
            List<Value> cells = [];
            for (int d = 0; d < directions; d++)
            {
                bool isBackward = _direction == "reverse" || d == 1;
                Value w = One(1, d);
                Value r = One(2, d);
                Value[] bias = _call.Has(3)
                    ? writer.Split(One(3, d).Reshape(1, 2 * _gates * _hidden), 1, _gates * _hidden, _gates * _hidden)
                    : [writer.Zeros(_x.Type, 1, _gates * _hidden), writer.Zeros(_x.Type, 1, _gates * _hidden)];
                Value[] inputs = writer.Split(_x.MatMul(Turned(w)), 0, [.. Enumerable.Repeat(1L, (int)_steps)]);
                Value state = First(5, d);
                Value? cell = _gates == 4 ? First(6, d) : null;
                Value[] states = new Value[_steps];
                for (long k = 0; k < _steps; k++)
                {
                    long at = isBackward ? _steps - 1 - k : k;
                    (state, cell) = step(inputs[at].Reshape(_batch, _gates * _hidden), state, cell, r, bias);
                    states[at] = state.Reshape(1, 1, _batch, _hidden);
                }

                all.Add(writer.Concat(states, 0));
                last.Add(state.Reshape(1, _batch, _hidden));
                if (cell is not null)
                {
                    cells.Add(cell.Reshape(1, _batch, _hidden));
                }
            }

            return [writer.Concat(all, 1), writer.Concat(last, 0), cells.Count > 0 ? writer.Concat(cells, 0) : null];
        }

        private Value First(int input, int direction) =>
            _call.Has(input) ? One(input, direction) : _call.Writer.Zeros(_x.Type, _batch, _hidden);

        /// <summary>The part of one direction.</summary>
        private Value One(int input, int direction)
        {
            Value whole = _call.Input(input);
            return _call.Writer.Slice(whole, 0, direction, 1).Reshape(whole.Shape[1..]);
        }
    }
}
