import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { frameRecord } from '../../support/tf-record.js';
import { Wire } from '../../support/wire.js';

/** A picture as the bytes of a PNG file. */
export interface EventImage {
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

/** One operation of a graph. */
export interface EventNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
}

/** TensorFlow's numbers of types. */
const DT_FLOAT = 1;
const DT_DOUBLE = 2;
const DT_STRING = 7;
/** What kind of data a plugin of TensorBoard's shows. */
const SCALAR = 1;
const TENSOR = 2;
const BLOBS = 3;
const BUCKETS = 30;

let files = 0;

/**
 * A file of events for TensorBoard: records with sums, each an Event message. Written at once, so that what a run that
 * is killed had logged is there. See TensorFlow's event.proto, summary.proto and the TFRecord format.
 */
export class EventFile {
  readonly path: string;
  readonly #handle: number;

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    const seconds = String(Math.floor(Date.now() / 1000)).padStart(10, '0');
    this.path = join(folder, `events.out.tfevents.${seconds}.${hostname()}.${process.pid}.${files++}.v2`);
    this.#handle = openSync(this.path, 'wx');
    this.#record(event().bytes(3, 'brain.Event:2'));
  }

  scalar(tag: string, value: number, step: number): void {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.#summary(tag, step, tensor(DT_FLOAT, []).bytes(4, bytes), metadata('scalars', '', SCALAR));
  }

  /** How often values lie in each of 30 ranges of the same width. */
  histogram(tag: string, values: ArrayLike<number>, step: number): void {
    const rows = Float64Array.from(bucketsOf(values).flat());
    const content = tensor(DT_DOUBLE, [rows.length / 3, 3]).bytes(4, new Uint8Array(rows.buffer));
    this.#summary(tag, step, content, metadata('histograms', '', TENSOR));
  }

  /** Pictures of the same size. */
  images(tag: string, images: readonly EventImage[], step: number): void {
    const { width = 0, height = 0 } = images[0] ?? {};
    const content = tensor(DT_STRING, [2 + images.length]);
    for (const part of [String(width), String(height), ...images.map(({ png }) => png)])
      content.bytes(8, part);
    this.#summary(tag, step, content, metadata('images', '', BLOBS));
  }

  /** Text in Markdown. */
  text(tag: string, text: string, step: number): void {
    this.#summary(tag, step, tensor(DT_STRING, [1]).bytes(8, text), metadata('text', '', TENSOR));
  }

  /** The architecture of a model as Keras's JSON, which TensorBoard draws. */
  kerasModel(json: string, step = 0): void {
    this.#summary('keras', step, tensor(DT_STRING, []).bytes(8, json), metadata('graph_keras_model', '1', 0));
  }

  /** A graph of operations. */
  graph(nodes: readonly EventNode[]): void {
    const graph = new Wire();
    for (const { name, op, inputs } of nodes) {
      const node = new Wire().bytes(1, name).bytes(2, op);
      for (const input of inputs) node.bytes(3, input);
      graph.bytes(1, node);
    }
    // The oldest version of graphs that is still read.
    this.#record(event().bytes(4, graph.bytes(4, new Wire().integer(1, 22))));
  }

  close(): void {
    closeSync(this.#handle);
  }

  #summary(tag: string, step: number, content: Wire, about: Wire): void {
    const value = new Wire().bytes(1, tag).bytes(8, content).bytes(9, about);
    this.#record(event().integer(2, step).bytes(5, new Wire().bytes(1, value)));
  }

  #record(message: Wire): void {
    writeSync(this.#handle, frameRecord(message.finish()));
  }
}

/** An event of now. */
function event(): Wire {
  return new Wire().double(1, Date.now() / 1000);
}

function tensor(type: number, shape: readonly number[]): Wire {
  const sizes = new Wire();
  for (const size of shape) sizes.bytes(2, new Wire().integer(1, size));
  return new Wire().integer(1, type).bytes(2, sizes);
}

function metadata(plugin: string, content: string, dataClass: number): Wire {
  const data = new Wire().bytes(1, plugin);
  if (content !== '') data.bytes(2, content);
  return new Wire().bytes(1, data).integer(4, dataClass);
}

/** Left edge, right edge and count of each range; one range where all values are the same. */
function bucketsOf(values: ArrayLike<number>): [left: number, right: number, count: number][] {
  const finite = Array.from(values).filter(Number.isFinite);
  if (finite.length === 0) return [];
  const low = finite.reduce((a, b) => Math.min(a, b));
  const high = finite.reduce((a, b) => Math.max(a, b));
  if (low === high) return [[low - 0.5, low + 0.5, finite.length]];
  const width = (high - low) / BUCKETS;
  const counts = new Array<number>(BUCKETS).fill(0);
  for (const value of finite) {
    const at = Math.min(BUCKETS - 1, Math.floor((value - low) / width));
    counts[at] = (counts[at] as number) + 1;
  }
  return counts.map((count, i) => [low + i * width, i === BUCKETS - 1 ? high : low + (i + 1) * width, count]);
}
