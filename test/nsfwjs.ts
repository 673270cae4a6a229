import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LayersModelParts } from '../src/saving/layers-model/layers-artifacts.js';

const VERSION = '4.4.0';
/** Where the package is: 25 MB, so that only the full run installs it. */
export const NSFWJS_FOLDER = resolve(import.meta.dirname, '../.cache/nsfwjs');

interface ModelModules {
  modelJson(): Promise<{
    default: {
      modelTopology: object;
      weightsManifest: { weights: NonNullable<LayersModelParts['weightSpecs']> }[];
    };
  }>;
  weightBundles: (() => Promise<{ default: string }>)[];
}

/** Installs npm's nsfwjs (MIT), which ships a pretrained MobileNetV2 in the layers format, unless it is there. */
export function installNsfwjs(): void {
  if (existsSync(join(NSFWJS_FOLDER, 'node_modules/nsfwjs/package.json'))) return;
  mkdirSync(NSFWJS_FOLDER, { recursive: true });
  const quiet = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--ignore-scripts'];
  const options = ['--prefix', NSFWJS_FOLDER, ...quiet, '--legacy-peer-deps'];
  execFileSync('npm', ['install', ...options, `nsfwjs@${VERSION}`], {
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
}

/** The parts of its MobileNetV2, as `models.loadLayersModel` takes them. */
export async function nsfwjsModel(): Promise<LayersModelParts> {
  installNsfwjs();
  const file = join(NSFWJS_FOLDER, 'node_modules/nsfwjs/dist/esm/models/mobilenet_v2.js');
  const { MobileNetV2Model } = (await import(pathToFileURL(file).href)) as { MobileNetV2Model: ModelModules };
  const { modelTopology, weightsManifest } = (await MobileNetV2Model.modelJson()).default;
  const weightData: Uint8Array[] = [];
  for (const bundle of MobileNetV2Model.weightBundles)
    weightData.push(Buffer.from((await bundle()).default, 'base64'));
  return { modelTopology, weightSpecs: weightsManifest.flatMap(({ weights }) => weights), weightData };
}
