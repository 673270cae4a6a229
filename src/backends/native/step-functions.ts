import { sizeOf } from '../../support/shape.js';
import type { Output, Pointer } from './c-api.js';
import type { NamedFunction } from './contexts.js';
import { Graph } from './graph.js';
import type { Part, Recording } from './recording.js';
import type { Runtime } from './runtime.js';
import { dtypeOf, TF_TYPES, typeAttribute } from './types.js';

/** A step that was recorded, and what of it goes in and out. */
export interface RecordedParts {
  readonly recording: Recording;
  /** A scalar of which that of each batch counts. */
  readonly each: Output | null;
  /** Values of which those of the last batch count. */
  readonly outputs: readonly Output[];
  /** What assigned variables are afterwards; `before` is what they were. */
  readonly state: readonly { readonly before: object; readonly output: Output }[];
}

/** A function of one part of a step. */
export function partFunction(name: string, part: Part, results: readonly Output[]): Pointer {
  const { graph, inputs } = part;
  return graph.toFunction(name, inputs, apart(graph, results, inputs));
}

/**
 * A function of several batches: their number, stacks of inputs and captures to [list of each], outputs, state. Gives
 * the functions of its loop too, which have to be known before it.
 */
export function loopFunctions(
  name: string,
  runtime: Runtime,
  parts: RecordedParts,
  { capacity, jit }: { readonly capacity: number; readonly jit: boolean },
): readonly NamedFunction[] {
  const { state } = parts;
  const { part } = parts.recording;
  const { graph, captures } = part;
  const before = part.inputs.length - captures.length;
  const [bodyName, testName] = [`${name}_body`, `${name}_condition`];
  const { body, inputs, carried } = loopBody(bodyName, parts, capacity);
  const specs = inputs.map((output) => graph.describe(name, output));

  const condition = new Graph(runtime);
  const tested = specs.map(({ type, shape }) => condition.placeholder(type, shape));
  const [less] = condition.add('Less', [typeAttribute('T', 'int32')], tested.slice(0, 2), 1);
  const test = condition.toFunction(testName, tested, [less!.output]);
  condition.delete();

  const outer = new Graph(runtime);
  for (const made of [test, body]) outer.copyFunction(made);
  const turns = outer.placeholder(TF_TYPES.TF_INT32, []);
  const begun = specs.slice(2 + carried).map(({ type, shape }) => outer.placeholder(type, shape));
  const zeros = specs
    .slice(2, 2 + carried)
    .map(({ type, shape }) => outer.constant(new Float32Array(sizeOf(shape)), shape, dtypeOf(type)!));
  const first = outer.constant(Int32Array.of(0), [], 'int32');
  const loop = outer.loop([first, turns, ...zeros, ...begun], testName, bodyName, !jit);
  const places = [
    ...zeros.map((_, i) => 2 + i),
    ...state.map(
      ({ before: value }) => 2 + carried + before + captures.findIndex(({ dataId }) => dataId === value),
    ),
  ];
  const results = places.map((index) => ({ oper: loop, index }));
  const main = outer.toFunction(name, [turns, ...begun], results);
  outer.delete();
  return [
    { name: testName, pointer: test },
    { name: bodyName, pointer: body },
    { name, pointer: main },
  ];
}

/** One turn: turn, turns, carried values, stacks, captures to the same one turn later. */
function loopBody(
  name: string,
  { recording, each, outputs, state }: RecordedParts,
  capacity: number,
): { body: Pointer; inputs: Output[]; carried: number } {
  const { graph, captures, inputs: begun } = recording.part;
  const stacks = begun.slice(0, -captures.length || undefined);
  const turn = recording.turn!;
  const turns = graph.placeholder(TF_TYPES.TF_INT32, []);
  const one = graph.constant(Int32Array.of(1), [], 'int32');
  const [next] = graph.add('AddV2', [typeAttribute('T', 'int32')], [turn, one], 1);
  const lists = each === null ? [] : [graph.placeholder(TF_TYPES.TF_FLOAT, [capacity])];
  const last = outputs.map((output) => graph.describe(name, output));
  const before = last.map(({ type, shape }) => graph.placeholder(type, shape));
  const values = new Map(state.map((one) => [one.before, one.output]));
  const inputs = [turn, turns, ...lists, ...before, ...begun];
  const results = [
    next!.output,
    turns,
    ...lists.map((list) => put(graph, list, each!, turn, capacity)),
    ...outputs,
    ...stacks,
    ...captures.map(({ dataId, output }) => values.get(dataId) ?? output),
  ];
  const body = graph.toFunction(name, inputs, apart(graph, results, inputs));
  return { body, inputs, carried: lists.length + before.length };
}

/** `list` with `value` at `turn`. */
function put(graph: Graph, list: Output, value: Output, turn: Output, capacity: number): Output {
  const numbers = Int32Array.from({ length: capacity }, (_, i) => i);
  const places = graph.constant(numbers, [capacity], 'int32');
  const [here] = graph.add('Equal', [typeAttribute('T', 'int32')], [places, turn], 1);
  const [updated] = graph.add('SelectV2', [typeAttribute('T', 'float32')], [here!.output, value, list], 1);
  return updated!.output;
}

/** Outputs of a function that are its inputs as well, or that are named twice, go through an Identity. */
function apart(graph: Graph, outputs: readonly Output[], inputs: readonly Output[]): Output[] {
  const key = ({ oper, index }: Output) => `${oper}:${index}`;
  const taken = new Set(inputs.map(key));
  return outputs.map((output) => {
    const { type } = graph.describe('step', output);
    if (!taken.has(key(output))) {
      taken.add(key(output));
      return output;
    }
    return graph.add('Identity', [typeAttribute('T', dtypeOf(type)!)], [output], 1)[0]!.output;
  });
}
