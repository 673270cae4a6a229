import { ValueError } from '../support/errors.js';
import { isKerasConfig, type KerasConfig } from '../support/registry.js';
import { readH5, writeH5 } from './hdf5/h5-thread.js';
import type { H5Group } from './hdf5/h5-tree.js';
import { kerasJson } from './keras-json.js';
import { readZip, writeZip } from './zip.js';

/** The version of Keras whose format is written. */
export const KERAS_VERSION = '3.15.1';

/** The saved form of a model, with the shape it was built for and what it was compiled with. */
export interface ModelConfig extends KerasConfig {
  readonly build_config?: unknown;
  readonly compile_config?: Readonly<Record<string, unknown>> | null;
}

/** What a `.keras` file holds. */
export interface KerasArchive {
  readonly config: ModelConfig;
  readonly weights: H5Group;
  /** Files by their paths under `assets`, as the vocabulary of a StringLookup. */
  readonly assets: Readonly<Record<string, Uint8Array>>;
}

const CONFIG = 'config.json';
const METADATA = 'metadata.json';
const WEIGHTS = 'model.weights.h5';
const ASSETS = 'assets/';

/** The bytes of a `.keras` file. */
export async function writeKerasArchive({ config, weights, assets }: KerasArchive): Promise<Uint8Array> {
  const json = (value: unknown) => new TextEncoder().encode(kerasJson(value));
  const now = new Date().toISOString();
  const metadata = { keras_version: KERAS_VERSION, date_saved: `${now.slice(0, 10)}@${now.slice(11, 19)}` };
  const files = Object.entries(assets).map(([path, bytes]) => [ASSETS + path, bytes] as const);
  return writeZip({
    [METADATA]: json(metadata),
    [CONFIG]: json(config),
    [WEIGHTS]: await writeH5(weights),
    ...Object.fromEntries(files),
  });
}

/**
 * What a `.keras` file holds.
 *
 * @param where what the file is called in errors
 * @throws ValueError when the bytes are no such file, or are damaged
 */
export async function readKerasArchive(bytes: Uint8Array, where: string): Promise<KerasArchive> {
  const entries = readZip(bytes, where);
  return {
    config: parseConfig(entry(entries, CONFIG, where), where),
    weights: await weightsOf(entries, where),
    assets: assetsOf(entries),
  };
}

/** The weights of a `.keras` file alone. */
export async function readArchiveWeights(bytes: Uint8Array, where: string): Promise<H5Group> {
  return weightsOf(readZip(bytes, where), where);
}

function assetsOf(entries: ReadonlyMap<string, Uint8Array>): Record<string, Uint8Array> {
  const found = [...entries].filter(([name]) => name.startsWith(ASSETS));
  return Object.fromEntries(found.map(([name, bytes]) => [name.slice(ASSETS.length), bytes]));
}

function weightsOf(entries: ReadonlyMap<string, Uint8Array>, where: string): Promise<H5Group> {
  return readH5(entry(entries, WEIGHTS, where), `${where}: ${WEIGHTS}`);
}

function entry(entries: ReadonlyMap<string, Uint8Array>, name: string, where: string): Uint8Array {
  const found = entries.get(name);
  if (found !== undefined) return found;
  throw new ValueError(
    `${where}: expected a .keras file with an entry ${name}; it has ${[...entries.keys()].join(', ') || 'none'}.`,
    { fix: "model.save('model.keras') in Keras 3 or here" },
  );
}

function parseConfig(bytes: Uint8Array, where: string): ModelConfig {
  let config: unknown;
  try {
    config = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new ValueError(`${where}: expected JSON in ${CONFIG}; ${(cause as Error).message}.`, { cause });
  }
  if (isKerasConfig(config)) return config;
  throw new ValueError(`${where}: expected the configuration of a model in ${CONFIG}.`);
}
