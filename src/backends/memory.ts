import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';

/** What a live tensor holds; enough to give it back after the tensor object itself is gone. */
export interface Held {
  dataId: object;
  readonly dtype: tf.DataType;
  readonly size: number;
  readonly shape: readonly number[];
  /** The variable; undefined for a tensor, to which a weak reference would cost more than all the rest. */
  readonly variable: WeakRef<tf.Variable> | undefined;
  /** How often garbage had been collected on purpose when it came. */
  readonly collections: number;
}

/** One line of what `memory()` lists: a variable, or all tensors outside of variables together. */
export interface MemoryOwner {
  /** A variable's path (`sequential/dense/kernel`), or 'tensors'. */
  readonly owner: string;
  readonly tensors: number;
  readonly bytes: number;
}

/** The tensors that are alive. */
export interface MemoryReport {
  /** All tensors and variables that have not been disposed of. */
  readonly tensors: number;
  /** Bytes they hold together; tensors that share memory count each. */
  readonly bytes: number;
  /** Who holds them, the largest first. */
  readonly owners: readonly MemoryOwner[];
}

const holders = new Set<Held>();
const heldBy = new WeakMap<tf.Tensor, Held>();
const forgotten = new FinalizationRegistry<Held>((held) => {
  if (!holders.delete(held)) return;
  relieve(held);
  // disposeTensor looks at these three fields only.
  tf.engine().disposeTensor(held as unknown as tf.Tensor);
});

/**
 * JavaScript's own memory hardly grows with tensors, so after so many bytes of them that came and were not disposed of,
 * garbage is collected on purpose.
 */
const PRESSURE_LIMIT = 256 * 2 ** 20;
let pressure = 0;
let collections = 0;
let collectGarbage: (() => void) | undefined;

function bytesOf({ size, dtype }: Pick<tf.Tensor, 'size' | 'dtype'>): number {
  return size * (dtype === 'string' ? 8 : tf.util.bytesPerElement(dtype));
}

/** For memory that is given back when garbage is collected: after enough of it, that happens on purpose. */
export function press(bytes: number): void {
  pressure += bytes;
  if (pressure >= PRESSURE_LIMIT) collectForgotten();
}

/** What came before the last collection is no longer counted. */
function relieve(held: Held): void {
  if (held.collections === collections) pressure -= bytesOf(held);
}

/** Collects garbage now, so that tensors which nothing refers to any more are reclaimed soon. */
export function collectForgotten(): void {
  pressure = 0;
  collections += 1;
  if (collectGarbage === undefined) {
    setFlagsFromString('--expose-gc');
    collectGarbage = runInNewContext('gc') as () => void;
  }
  collectGarbage();
}

/** Gives the tensor's memory back once nothing refers to it any more, unless {@link forget} comes first. */
export function hold(tensor: tf.Tensor): Held {
  const held: Held = {
    dataId: tensor.dataId,
    dtype: tensor.dtype,
    size: tensor.size,
    shape: tensor.shape,
    variable: tensor instanceof tf.Variable ? new WeakRef(tensor) : undefined,
    collections,
  };
  holders.add(held);
  heldBy.set(tensor, held);
  forgotten.register(tensor, held, held);
  press(bytesOf(tensor));
  return held;
}

/** The variables that are alive. */
export function heldVariables(): tf.Variable[] {
  const variables: tf.Variable[] = [];
  for (const { variable } of holders) {
    const found = variable?.deref();
    if (found !== undefined) variables.push(found);
  }
  return variables;
}

/** For a tensor that is disposed of in the ordinary way. */
export function forget(tensor: tf.Tensor): void {
  const held = heldBy.get(tensor);
  if (held === undefined) return;
  heldBy.delete(tensor);
  holders.delete(held);
  forgotten.unregister(held);
  relieve(held);
}

/**
 * How many tensors are alive, how many bytes they hold, and who holds them.
 *
 * @example
 * memory().tensors;
 */
export function memory(): MemoryReport {
  const { numTensors: tensors, numBytes: bytes } = tf.engine().state;
  const owners: MemoryOwner[] = [];
  for (const held of holders) {
    const owner = (held.variable?.deref() as { path?: string } | undefined)?.path;
    if (owner !== undefined) owners.push({ owner, tensors: 1, bytes: bytesOf(held) });
  }
  const inVariables = owners.reduce((sum, line) => sum + line.bytes, 0);
  const others = tensors - owners.length;
  if (others > 0) owners.push({ owner: 'tensors', tensors: others, bytes: bytes - inVariables });
  owners.sort((a, b) => b.bytes - a.bytes);
  return { tensors, bytes, owners };
}

interface Engine {
  state: { activeScope: object | null };
  track(tensor: tf.Tensor): tf.Tensor;
  disposeTensor(tensor: tf.Tensor): void;
}

let installed = false;

/**
 * From now on a tensor that belongs to no `tidy` is reclaimed when nothing refers to it, so that what a cell makes and
 * forgets does not stay for ever. Tensors inside a `tidy` cost nothing more.
 */
export function reclaimForgottenTensors(): void {
  if (installed) return;
  installed = true;
  const engine = tf.engine() as unknown as Engine;
  const { track, disposeTensor } = engine;
  engine.track = function (tensor) {
    if (this.state.activeScope === null || this.state.activeScope === undefined) {
      if (!heldBy.has(tensor)) hold(tensor);
      return tensor;
    }
    return track.call(this, tensor);
  };
  engine.disposeTensor = function (tensor) {
    // A variable gives its old value back at each assignment, and is forgotten by its own dispose only.
    if (!(tensor instanceof tf.Variable)) forget(tensor);
    disposeTensor.call(this, tensor);
  };
}
