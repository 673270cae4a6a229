import { existsSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { io } from '@tensorflow/tfjs-core';
import { show } from '../../support/check.js';
import { KeyboardInterrupt, ValueError } from '../../support/errors.js';
import { onInterrupt } from '../../support/interrupt.js';
import { readWholeFile } from '../../support/read-whole-file.js';
import { isContainer } from '../../support/structure.js';
import { decodeWeights, type NamedArray } from './weights-manifest.js';

/** Where a layers model is: a path or address of its `model.json`, its folder, or what gives or takes its parts. */
export type LayersModelPlace = string | URL | io.IOHandler;

/** A layers model in memory, as `tf.io.fromMemory` takes it. */
export type LayersModelParts = Pick<
  io.ModelArtifacts,
  'modelTopology' | 'weightSpecs' | 'trainingConfig' | 'format' | 'generatedBy' | 'userDefinedMetadata'
> & { readonly weightData?: io.WeightData | Uint8Array | readonly Uint8Array[] };

/** What a layers model of TensorFlow.js consists of. */
export interface LayersArtifacts {
  /** The architecture, in the form that Keras 2 saves. */
  readonly topology: unknown;
  readonly weights: readonly NamedArray[];
  readonly trainingConfig?: Readonly<Record<string, unknown>> | undefined;
  readonly generatedBy?: string | undefined;
  readonly userDefinedMetadata?: Readonly<Record<string, unknown>> | undefined;
  /** The optimizer's variables in this library's order, which TensorFlow.js leaves alone. */
  readonly optimizer?: readonly NamedArray[] | undefined;
}

/** Options of reading. */
export interface ReadArtifactsOptions {
  /** Called with the share of the files that is there, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Of `fetch`, for an address. */
  readonly requestInit?: RequestInit | undefined;
}

/** `model.json`; `optimizerWeightsManifest` is this library's own. */
export interface ModelJson extends Partial<io.ModelJSON> {
  readonly optimizerWeightsManifest?: io.WeightsManifestConfig;
}

/** Weights and the files that they are in. */
export type WeightsGroup = io.WeightsManifestConfig[number];

const MODEL_FILE = 'model.json';

/** True for what TensorFlow.js reads or writes a model with. */
export function isHandler(place: unknown): place is io.IOHandler {
  const { load, save } = (place ?? {}) as Partial<io.IOHandler>;
  return typeof load === 'function' || typeof save === 'function';
}

/** True for a place that can only be one of a layers model, and of no other file. */
export function isLayersModelPlace(place: unknown): place is LayersModelPlace {
  if (place instanceof URL || isHandler(place)) return true;
  if (typeof place !== 'string') return false;
  if (/^(?:https?|file):\/\//.test(place) || /\.json$|[/\\]$/.test(place)) return true;
  return existsSync(place) && statSync(place).isDirectory();
}

/** The path of the `model.json` that a path, a folder or a `file://` address means. */
export function modelFile(place: string | URL): string {
  const path = localPath(place);
  return path.endsWith('.json') ? path : join(path, MODEL_FILE);
}

/** TensorFlow.js writes `file://./model` where it means a path. */
function localPath(place: string | URL): string {
  if (place instanceof URL) return fileURLToPath(place);
  if (/^file:\/\/\//.test(place)) return fileURLToPath(place);
  return place.replace(/^file:\/\//, '');
}

/**
 * A layers model from a file, an address or a handler of TensorFlow.js.
 *
 * @throws ValueError when it cannot be read, is damaged, or is no layers model
 */
export async function readArtifacts(
  place: LayersModelPlace | LayersModelParts,
  where: string,
  options: ReadArtifactsOptions = {},
): Promise<LayersArtifacts> {
  if (isHandler(place)) return fromHandler(place, where);
  if (typeof place === 'object' && !(place instanceof URL)) return fromParts(place, where);
  const remote = /^https?:/.test(String(place));
  const { json, read } = remote
    ? await openAddress(new URL(place), where, options)
    : await openFile(modelFile(place), where);
  const groups = manifestOf(json.weightsManifest, where);
  const own = manifestOf(json.optimizerWeightsManifest ?? [], where);
  const paths = [...groups, ...own].flatMap((group) => group.paths.map((path) => checkShard(path, where)));
  // A short file could have a long one read again and again.
  const known = new Set<string>();
  for (const path of paths.map(normalize)) {
    if (known.has(path))
      throw new ValueError(`${where}: expected each file of weights once; received ${path} twice.`);
    known.add(path);
  }
  let done = 0;
  const readGroup = async (group: WeightsGroup): Promise<NamedArray[]> => {
    const shards: Uint8Array[] = [];
    for (const path of group.paths) {
      shards.push(await read(path));
      done += 1;
      options.onProgress?.(done / paths.length);
    }
    return decodeWeights(group.weights, Buffer.concat(shards), `${where}: ${group.paths.join(', ')}`);
  };
  const weights: NamedArray[] = [];
  for (const group of groups) weights.push(...(await readGroup(group)));
  const optimizer: NamedArray[] = [];
  for (const group of own) optimizer.push(...(await readGroup(group)));
  return { ...described(json, where), weights, ...(own.length > 0 && { optimizer }) };
}

/** The groups of weights in a manifest. */
export function manifestOf(value: unknown, where: string): io.WeightsManifestConfig {
  const ok =
    Array.isArray(value) && value.every((group) => Array.isArray((group as WeightsGroup | null)?.paths));
  if (ok) return value as io.WeightsManifestConfig;
  throw new ValueError(`${where}: expected a weightsManifest with paths; received ${show(value)}.`);
}

/** Weights lie beside the file that names them, or below. */
export function checkShard(path: unknown, where: string): string {
  const outside =
    typeof path !== 'string' ||
    path === '' ||
    /^[/\\]|^[a-z][a-z\d+.-]*:|\0/i.test(path) ||
    path.split(/[/\\]/).includes('..');
  if (!outside) return path;
  throw new ValueError(`${where}: expected weights in the model's folder; received the path ${show(path)}.`);
}

function described(json: ModelJson | LayersModelParts, where: string): Omit<LayersArtifacts, 'weights'> {
  const { modelTopology: topology, format, trainingConfig, generatedBy, userDefinedMetadata } = json;
  if (format === 'graph-model' || (isContainer(topology) && 'node' in topology)) {
    throw new ValueError(`${where}: expected a layers model; received a graph model, which has no layers.`, {
      fix: 'tensorflowjs_converter --output_format=tfjs_layers_model, where the model came from Keras',
    });
  }
  if (typeof topology !== 'object' || topology === null || ArrayBuffer.isView(topology)) {
    throw new ValueError(`${where}: expected a modelTopology; received ${show(topology)}.`);
  }
  return {
    topology,
    trainingConfig: trainingConfig as Readonly<Record<string, unknown>> | undefined,
    generatedBy,
    userDefinedMetadata,
  };
}

async function fromHandler(handler: io.IOHandler, where: string): Promise<LayersArtifacts> {
  if (handler.load === undefined) throw new ValueError(`${where}: expected a handler that can load.`);
  return fromParts(await handler.load(), where);
}

function fromParts(parts: LayersModelParts, where: string): LayersArtifacts {
  const { weightSpecs = [], weightData = [] } = parts;
  const shards = (Array.isArray(weightData) ? weightData : [weightData]) as (ArrayBuffer | Uint8Array)[];
  const bytes = Buffer.concat(shards.map((shard) => new Uint8Array(shard)));
  return { ...described(parts, where), weights: decodeWeights(weightSpecs, bytes, where) };
}

/** The file with the architecture, and what reads a file beside it. */
interface Opened {
  readonly json: ModelJson;
  readonly read: (path: string) => Promise<Uint8Array>;
}

async function openFile(path: string, where: string): Promise<Opened> {
  return {
    json: parseModelJson(await readWholeFile(where, path), where),
    read: (shard) => readWholeFile(where, join(dirname(path), normalize(shard))),
  };
}

/** What stands behind a `?` in the address goes to the weights too, as in TensorFlow.js. */
async function openAddress(
  address: URL,
  where: string,
  { requestInit }: ReadArtifactsOptions,
): Promise<Opened> {
  const read = async (url: URL): Promise<Uint8Array> => {
    const controller = new AbortController();
    const stopListening = onInterrupt(() => controller.abort(new KeyboardInterrupt()));
    try {
      const response = await fetch(url, { ...requestInit, signal: controller.signal });
      if (!response.ok) throw new Error(`HTTP status ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    } catch (cause) {
      if (controller.signal.reason instanceof KeyboardInterrupt) throw controller.signal.reason;
      const { message, cause: inner } = cause as Error;
      const why = inner instanceof Error ? `${message} (${inner.message})` : message;
      throw new ValueError(`${where}: ${url} could not be read: ${why}.`, { cause });
    } finally {
      stopListening();
    }
  };
  return {
    json: parseModelJson(await read(address), where),
    read: (shard) => {
      const url = new URL(shard, address);
      url.search = address.search;
      return read(url);
    },
  };
}

/** What a `model.json` says. */
export function parseModelJson(bytes: Uint8Array, where: string): ModelJson {
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as ModelJson | null;
    if (typeof json === 'object' && json !== null) return json;
  } catch (cause) {
    throw new ValueError(`${where}: expected JSON; ${(cause as Error).message}.`, {
      fix: 'the file is damaged: get it again, or save it again',
      cause,
    });
  }
  throw new ValueError(`${where}: expected a layers model of TensorFlow.js.`);
}
