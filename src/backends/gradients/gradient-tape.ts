import * as tf from '@tensorflow/tfjs-core';
import { checkOptions, show } from '../../support/check.js';
import { ShapeError, ValueError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { joinOccurrences, occurrencesOf } from '../operations/occurrences.js';

/** Options of {@link GradientTape}. */
export interface GradientTapeOptions {
  /** True: `gradient` may be called more than once. False by default. */
  readonly persistent?: boolean;
  /** False: only what `watch` was told counts as a source. True by default: all trainable variables do. */
  readonly watchAccessedVariables?: boolean;
}

/** One recorded operation, as tfjs's engine keeps it. */
interface TapeNode {
  readonly kernelName: string;
  readonly inputs: Record<string, tf.Tensor>;
  readonly outputs: tf.Tensor[];
  readonly saved: tf.Tensor[];
  readonly gradient?: (dys: (tf.Tensor | null)[]) => Record<string, () => tf.Tensor>;
}

interface Engine {
  readonly state: {
    activeTape: TapeNode[] | null;
    activeScope: { track: tf.Tensor[] };
    gradientDepth: number;
  };
  nextTensorId(): number;
  startTape(): void;
  endTape(): void;
  startScope(name: string): void;
  endScope(): void;
  track(tensor: tf.Tensor): void;
}

const engine = () => tf.engine() as unknown as Engine;

/**
 * Records operations to compute gradients through them, as `tf.GradientTape` does. Each gradient is null where a source
 * does not lead to the target. Second order: nest one tape's `run` and `gradient` inside another's `run`.
 *
 * A tape that is not persistent is spent after `gradient`; the values it saved are given back then, or when the tape
 * is forgotten.
 *
 * @example
 * const x = new Variable(tf.scalar(3));
 * const tape = new GradientTape();
 * const y = tape.run(() => tf.square(x));
 * tape.gradient(y, x).numpy(); // 6
 */
export class GradientTape {
  readonly persistent: boolean;
  readonly watchAccessedVariables: boolean;
  private readonly watched = new Set<number>();
  private readonly record = new Recording();
  private start: number | undefined;

  constructor(options: GradientTapeOptions = {}) {
    checkOptions('GradientTape', options, ['persistent', 'watchAccessedVariables']);
    this.persistent = options.persistent ?? false;
    this.watchAccessedVariables = options.watchAccessedVariables ?? true;
    abandoned.register(this, this.record, this.record);
  }

  /** Calls `fn` and records what it computes; gives what `fn` returns. */
  run<const T>(fn: () => T): NoInfer<T> {
    if (this.start !== undefined)
      throw new ValueError('GradientTape: run was called inside its own run; received a second run.', {
        fix: 'use another GradientTape for second-order gradients',
      });
    const { state } = engine();
    engine().startTape();
    // The engine saves tensors in a scope only; what fn makes goes on to the scope around, fn's caller may use it.
    engine().startScope('GradientTape');
    const scope = state.activeScope;
    this.start = state.activeTape!.length;
    try {
      const result = fn();
      if (result instanceof Promise)
        throw new ValueError(
          'GradientTape: expected a function that is not async; received one that gives a Promise.',
          {
            fix: 'await the data before tape.run(...)',
          },
        );
      return result;
    } finally {
      const made = scope.track.splice(0);
      engine().endScope();
      for (const tensor of made)
        if (!(tensor as { kept?: boolean }).kept && !tensor.isDisposed) engine().track(tensor);
      this.record.add(inOrder(state.activeTape!.slice(this.start)));
      this.start = undefined;
      engine().endTape();
      // Nothing outside records: nodes that no other tape holds are this tape's alone.
      if (state.gradientDepth === 0) state.activeTape = null;
    }
  }

  /** Also computes gradients with respect to `tensor`, which is no trainable variable. */
  watch(tensor: tf.Tensor | readonly tf.Tensor[]): void {
    for (const one of tensor instanceof tf.Tensor ? [tensor] : tensor) this.watched.add(one.id);
  }

  /**
   * The gradients of `target` (of the sum of its elements; of several targets' sum) with respect to `sources`.
   * A list of sources gives a list, with null where a source does not lead to the target; one source gives one.
   *
   * @param outputGradients what each element of the target counts, of the target's shape; ones by default.
   */
  gradient(
    target: tf.Tensor | readonly tf.Tensor[],
    source: tf.Tensor,
    outputGradients?: tf.Tensor,
  ): tf.Tensor;
  gradient(
    target: tf.Tensor | readonly tf.Tensor[],
    sources: readonly tf.Tensor[],
    outputGradients?: tf.Tensor,
  ): tf.Tensor[];
  gradient(
    target: tf.Tensor | readonly tf.Tensor[],
    sources: tf.Tensor | readonly tf.Tensor[],
    outputGradients?: tf.Tensor,
  ): tf.Tensor | tf.Tensor[] {
    if (this.record.spent)
      throw new ValueError('GradientTape: expected one call of gradient; received a second one.', {
        fix: 'new GradientTape({ persistent: true })',
      });
    if (this.start !== undefined && !this.persistent)
      throw new ValueError('GradientTape: gradient was called inside run.', {
        fix: 'call gradient after run has returned, or use new GradientTape({ persistent: true })',
      });
    const targets = listOf(target);
    const list = listOf(sources);
    for (const one of [...targets, ...list])
      if (!(one instanceof tf.Tensor))
        throw new ValueError(`GradientTape: expected tensors and variables; received ${show(one)}.`, {
          fix: 'tape.gradient(loss, [w, b]) gives a list of gradients',
        });
    if (outputGradients !== undefined && !(outputGradients instanceof tf.Tensor))
      throw new ValueError(
        `GradientTape: outputGradients must be a tensor of the target's shape; received ${show(outputGradients)}.`,
        { fix: 'tape.gradient(target, sources, tf.ones(target.shape))' },
      );
    const nodes =
      this.start === undefined ? this.record.nodes : inOrder(engine().state.activeTape!.slice(this.start));
    try {
      let found: (tf.Tensor | null)[] = [];
      tf.tidy(() => {
        found = this.backpropagate(nodes, targets, list, outputGradients);
        return [...found, ...occurrencesOf(found)] as tf.Tensor[];
      });
      return (sources instanceof tf.Tensor ? found[0] : found) as tf.Tensor | tf.Tensor[];
    } finally {
      if (!this.persistent) this.dispose();
    }
  }

  /** The trainable variables that the recorded operations used, in the order of their first use. */
  watchedVariables(): tf.Variable[] {
    const used = this.record.nodes.flatMap(({ inputs }) => Object.values(inputs));
    return [...new Set(used)].filter(
      (input): input is tf.Variable => input instanceof tf.Variable && input.trainable,
    );
  }

  /** Gives back what the tape saved; of use for a persistent tape only. */
  dispose(): void {
    abandoned.unregister(this.record);
    this.record.release();
  }

  private backpropagate(
    nodes: readonly TapeNode[],
    targets: readonly tf.Tensor[],
    sources: readonly tf.Tensor[],
    outputGradients: tf.Tensor | undefined,
  ): (tf.Tensor | null)[] {
    const used = new Set(sources.map(({ id }) => id));
    const fromWatched = this.reachable(nodes);
    const path = connect(nodes, fromWatched, used, targets);
    const gradients = new Gradients(used);
    for (const target of targets) {
      if (target.dtype !== 'float32' || !fromWatched.has(target.id)) continue;
      gradients.add(target.id, outputGradients ? startFrom(outputGradients, target) : tf.onesLike(target));
    }
    for (const node of path.reverse()) {
      const dys = node.outputs.map(({ id }) => gradients.get(id));
      if (dys.every((dy) => dy === null)) continue;
      for (const [name, dx] of throughNode(node, dys)) gradients.add(node.inputs[name]!.id, dx);
      gradients.done(node.outputs);
    }
    return sources.map(({ id }) => gradients.get(id));
  }

  /** The ids of what was watched and of all that was computed from it. */
  private reachable(nodes: readonly TapeNode[]): Set<number> {
    const reached = new Set(this.watched);
    for (const { inputs, outputs } of nodes) {
      let depends = false;
      for (const name in inputs) {
        const input = inputs[name]!;
        if (input === null || input.dtype !== 'float32') continue;
        if (this.watchAccessedVariables && input instanceof tf.Variable && input.trainable)
          reached.add(input.id);
        if (reached.has(input.id)) depends = true;
      }
      if (depends) for (const { id, dtype } of outputs) if (dtype === 'float32') reached.add(id);
    }
    return reached;
  }
}

/**
 * The engine records the copy of an output that an operation saves for its gradient before the operation itself. Put
 * behind it, the copy is a function of the inputs too, without which second-order gradients miss a part.
 */
function inOrder(nodes: readonly TapeNode[]): TapeNode[] {
  const coming = new Set(nodes.flatMap(({ outputs }) => outputs.map(({ id }) => id)));
  const waiting = new Map<number, TapeNode[]>();
  const ordered: TapeNode[] = [];
  const place = (node: TapeNode): void => {
    for (const name in node.inputs) {
      const id = node.inputs[name]?.id;
      if (id === undefined || !coming.has(id)) continue;
      waiting.set(id, [...(waiting.get(id) ?? []), node]);
      return;
    }
    ordered.push(node);
    for (const { id } of node.outputs) {
      coming.delete(id);
      const released = waiting.get(id) ?? [];
      waiting.delete(id);
      for (const next of released) place(next);
    }
  };
  for (const node of nodes) place(node);
  return ordered;
}

/** The nodes on a way from a source to a target, with only the inputs that lie on such a way. */
function connect(
  nodes: readonly TapeNode[],
  fromWatched: ReadonlySet<number>,
  sources: ReadonlySet<number>,
  targets: readonly tf.Tensor[],
): TapeNode[] {
  const fromSource = new Set([...sources].filter((id) => fromWatched.has(id)));
  const forward: TapeNode[] = [];
  for (const node of nodes) {
    const inputs: Record<string, tf.Tensor> = {};
    let depends = false;
    for (const name in node.inputs) {
      const input = node.inputs[name]!;
      if (input === null || !fromSource.has(input.id)) continue;
      inputs[name] = input;
      depends = true;
    }
    if (!depends) continue;
    forward.push({ ...node, inputs });
    for (const { id, dtype } of node.outputs) if (dtype === 'float32') fromSource.add(id);
  }
  const toTarget = new Set(targets.map(({ id }) => id));
  const path: TapeNode[] = [];
  for (const node of forward.reverse()) {
    if (!node.outputs.some(({ id }) => toTarget.has(id))) continue;
    for (const name in node.inputs) toTarget.add(node.inputs[name]!.id);
    path.push(node);
  }
  return path.reverse();
}

/** The gradients of one node's inputs. */
function throughNode(node: TapeNode, dys: (tf.Tensor | null)[]): [string, tf.Tensor][] {
  if (!node.gradient)
    throw new ValueError(`GradientTape: the operation ${node.kernelName} has no gradient.`, {
      fix: 'compute that value outside of tape.run(...), or write the step with operations that have a gradient',
    });
  const inputGradients = node.gradient(dys);
  return Object.keys(node.inputs).map((name) => {
    const compute = inputGradients[name];
    if (!compute)
      throw new ValueError(
        `GradientTape: the operation ${node.kernelName} has no gradient for its input ${name}.`,
      );
    const dx = tf.tidy(compute);
    const { shape } = node.inputs[name]!;
    if (dx.shape.length === shape.length && dx.shape.every((size, i) => size === shape[i])) return [name, dx];
    // What was broadcast to no values: tfjs does not sum over that.
    if (dx.size === 0) return [name, tf.zeros(shape)];
    throw new ShapeError(
      `GradientTape: the gradient of ${node.kernelName} for ${name} must have shape ${showShape(shape)}; ` +
        `received ${showShape(dx.shape)}.`,
    );
  });
}

function listOf(tensors: tf.Tensor | readonly tf.Tensor[]): readonly tf.Tensor[] {
  return Array.isArray(tensors) ? (tensors as readonly tf.Tensor[]) : [tensors as tf.Tensor];
}

function startFrom(outputGradients: tf.Tensor, target: tf.Tensor): tf.Tensor {
  const { shape } = outputGradients;
  if (shape.length === target.shape.length && shape.every((size, i) => size === target.shape[i]))
    return outputGradients.clone();
  throw new ShapeError(
    `GradientTape: outputGradients must have the target's shape ${showShape(target.shape)}; received ${showShape(shape)}.`,
  );
}

/** The sums of gradients by tensor id; each belongs to this map and is disposed of as soon as nothing needs it. */
class Gradients {
  private readonly sums = new Map<number, tf.Tensor>();
  private readonly own = new Set<tf.Tensor>();
  private readonly firstId = engine().nextTensorId();

  constructor(private readonly sources: ReadonlySet<number>) {}

  get(id: number): tf.Tensor | null {
    return this.sums.get(id) ?? null;
  }

  add(id: number, dx: tf.Tensor): void {
    // A gradient function may give the very tensor that it got, one for two inputs, or one that it did not make.
    const gradient = this.own.has(dx) || dx.id < this.firstId ? dx.clone() : dx;
    const before = this.sums.get(id);
    const sum = before === undefined ? gradient : tf.add(before, gradient);
    if (before !== undefined) joinOccurrences(sum, before, gradient);
    this.sums.set(id, sum);
    this.own.add(sum);
    if (before !== undefined) this.drop(before, gradient);
  }

  /** Every use of these outputs has been seen: only sources keep their gradients. */
  done(outputs: readonly tf.Tensor[]): void {
    for (const { id } of outputs) {
      const sum = this.sums.get(id);
      if (sum === undefined || this.sources.has(id)) continue;
      this.sums.delete(id);
      this.drop(sum);
    }
  }

  private drop(...tensors: tf.Tensor[]): void {
    for (const tensor of tensors) {
      this.own.delete(tensor);
      tensor.dispose();
    }
  }
}

/** How many tapes hold a node: its saved tensors are given back with the last one. */
const holds = new WeakMap<TapeNode, number>();

/** What a tape recorded. */
class Recording {
  nodes: TapeNode[] = [];
  spent = false;

  add(nodes: readonly TapeNode[]): void {
    for (const node of nodes) {
      holds.set(node, (holds.get(node) ?? 0) + 1);
      this.nodes.push(node);
    }
  }

  release(): void {
    this.spent = true;
    const recording = engine().state.gradientDepth > 0;
    for (const node of this.nodes) {
      const left = holds.get(node)! - 1;
      holds.set(node, left);
      // While a tape around still records, the node is part of its recording too, and it will be the last.
      if (left === 0 && !recording) for (const tensor of node.saved) tensor.dispose();
    }
    this.nodes = [];
  }
}

const abandoned = new FinalizationRegistry<Recording>((record) => record.release());
