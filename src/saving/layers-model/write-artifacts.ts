import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { io } from '@tensorflow/tfjs-core';
import { writeFileAtomically } from '../../support/atomic-file.js';
import { ValueError } from '../../support/errors.js';
import {
  checkShard,
  isHandler,
  type LayersArtifacts,
  type LayersModelPlace,
  manifestOf,
  modelFile,
  parseModelJson,
  type WeightsGroup,
} from './layers-artifacts.js';
import { encodeWeights, type Quantization } from './weights-manifest.js';

/** What the converter cuts weights into, so that browsers keep them. */
const SHARD_BYTES = 4 * 2 ** 20;

/** Writes a layers model; in a folder it is complete, or what was there before is. */
export async function writeArtifacts(
  place: LayersModelPlace,
  artifacts: LayersArtifacts,
  where: string,
  quantization?: Quantization,
): Promise<void> {
  const { specs, bytes } = encodeWeights(artifacts.weights, quantization);
  const { topology, trainingConfig, generatedBy, userDefinedMetadata } = artifacts;
  const described = {
    format: 'layers-model',
    ...(generatedBy !== undefined && { generatedBy }),
    convertedBy: null,
    modelTopology: topology as object,
    ...(trainingConfig !== undefined && { trainingConfig: trainingConfig as unknown as io.TrainingConfig }),
    ...(userDefinedMetadata !== undefined && {
      userDefinedMetadata: userDefinedMetadata as Record<string, object>,
    }),
  };
  if (isHandler(place)) {
    if (place.save === undefined) throw new ValueError(`${where}: expected a handler that can save.`);
    const weightData = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    await place.save({ ...described, weightSpecs: specs, weightData });
    return;
  }
  if (/^https?:/.test(String(place))) {
    throw new ValueError(`${where}: expected a path; received ${place}.`, {
      fix: 'model.save(tf.io.http(url)) sends it to a server',
    });
  }
  const file = modelFile(place);
  const folder = dirname(file);
  await mkdir(folder, { recursive: true });
  // The names of weights that a model there has are left alone until the new one takes its place.
  const old = await shardsOf(file);
  const shards = new Shards(folder, where);
  const weightsManifest = [await shards.write(specs, bytes)];
  const own = artifacts.optimizer === undefined ? undefined : encodeWeights(artifacts.optimizer);
  const optimizer = own && { optimizerWeightsManifest: [await shards.write(own.specs, own.bytes)] };
  await writeFileAtomically(where, file, JSON.stringify({ ...described, weightsManifest, ...optimizer }));
  for (const shard of old) await rm(join(folder, shard), { force: true });
}

/** The files with weights of the model that is there; none where it is damaged. */
async function shardsOf(file: string): Promise<string[]> {
  if (!existsSync(file)) return [];
  try {
    const { weightsManifest, optimizerWeightsManifest = [] } = parseModelJson(await readFile(file), file);
    const groups = [...manifestOf(weightsManifest, file), ...manifestOf(optimizerWeightsManifest, file)];
    const paths = groups.flatMap((group) => group.paths.map((path) => checkShard(path, file)));
    return paths.filter((path) => path.endsWith('.bin'));
  } catch (error) {
    if (error instanceof ValueError) return [];
    throw error;
  }
}

/** Writes groups of weights under names that are free in a folder: `group1-shard1of2.bin`. */
class Shards {
  #group = 0;

  constructor(
    private readonly folder: string,
    private readonly where: string,
  ) {}

  async write(specs: io.WeightsManifestEntry[], bytes: Uint8Array): Promise<WeightsGroup> {
    const count = Math.max(1, Math.ceil(bytes.length / SHARD_BYTES));
    const names = (): string[] =>
      Array.from({ length: count }, (_, i) => `group${this.#group}-shard${i + 1}of${count}.bin`);
    do this.#group += 1;
    while (names().some((name) => existsSync(join(this.folder, name))));
    const paths = names();
    for (const [i, path] of paths.entries()) {
      const part = bytes.subarray(i * SHARD_BYTES, (i + 1) * SHARD_BYTES);
      await writeFileAtomically(this.where, join(this.folder, path), part);
    }
    return { paths, weights: specs };
  }
}
