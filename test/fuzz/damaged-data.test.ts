import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import sharp from 'sharp';
import { notebookToScript } from '../../kernel/notebook/script.js';
import { scriptToNotebook } from '../../kernel/notebook/script-to-notebook.js';
import { ensureReady } from '../../src/backends/choose.js';
import { audioDatasetFromDirectory } from '../../src/data/audio-dataset-from-directory.js';
import { Dataset } from '../../src/data/dataset.js';
import { imageDatasetFromDirectory } from '../../src/data/image-dataset-from-directory.js';
import { loadImg } from '../../src/data/images/load-img.js';
import { textDatasetFromDirectory } from '../../src/data/text-dataset-from-directory.js';
import { Dense, LSTM } from '../../src/layers/index.js';
import { loadModel, Sequential } from '../../src/models/index.js';
import { COUNT, type FileKind, FULL, readDamaged, SEED } from './damage.js';

const folder = mkdtempSync(join(tmpdir(), 'cellgrad-fuzz-'));
const IMAGES = ['png', 'jpg', 'gif', 'bmp'] as const;
const OTHERS = [
  'saved dataset',
  'its description',
  'folder of texts',
  'folder of wav',
  '.weights.h5',
  'weights of model.json',
  'script',
];
const NAMES = [...IMAGES, ...IMAGES.map((ending) => `folder of ${ending}`), ...OTHERS];

const SCRIPT = `// ---
// jupyter:
//   kernelspec:
//     display_name: TypeScript (Cellgrad)
//     name: cellgrad
// ---

import { layers } from 'cellgrad'; //^

// %% [markdown] id="a" tags=["x", "y"]
// # Title

// %% id="b" {"collapsed": true}
import fs from 'node:fs'; //^
const s = \`line
//\${''} %% no
\`;
console.log(s); //=

// %% language="bash"
// ls
`;

/** Files of an image, alone and in a folder beside a whole one. */
async function imageKinds(ending: (typeof IMAGES)[number]): Promise<[alone: FileKind, inFolder: FileKind]> {
  const [width, height] = [40, 30];
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) % 251);
  const whole = join(folder, `whole.${ending}`);
  if (ending === 'bmp') {
    const head = Buffer.alloc(54);
    head.write('BM');
    for (const [at, value] of [
      [10, 54],
      [14, 40],
      [18, width],
      [22, height],
      [28, 24],
    ] as const)
      head.writeUInt32LE(value, at);
    writeFileSync(whole, Buffer.concat([head, pixels]));
  } else await sharp(pixels, { raw: { width, height, channels: 3 } }).toFile(whole);
  const bytes = readFileSync(whole);
  const path = join(folder, `damaged.${ending}`);
  const directory = join(folder, ending);
  const place = join(directory, 'cats', `damaged.${ending}`);
  mkdirSync(join(directory, 'cats'), { recursive: true });
  writeFileSync(join(directory, 'cats', `whole.${ending}`), bytes);
  const rest = { bytes, share: 0.1, refused: ending === 'bmp' ? 0.05 : 0.2 };
  const alone = async (damaged: Uint8Array) => {
    writeFileSync(path, damaged);
    await loadImg(path, { targetSize: [8, 8] });
  };
  const inFolder = async (damaged: Uint8Array) => {
    writeFileSync(place, damaged);
    const batches = imageDatasetFromDirectory(directory, { imageSize: [8, 8], verbose: false });
    for (const tensor of (await batches.toArray()).flat()) tensor.dispose();
  };
  return [
    { ...rest, name: ending, file: path, read: alone },
    { ...rest, name: `folder of ${ending}`, file: place, read: inFolder },
  ];
}

/** A sound of two channels in a folder beside a whole one. */
function soundKind(): Omit<FileKind, 'share'> {
  const bytes = Buffer.alloc(444);
  bytes.write('RIFF    WAVEfmt ');
  bytes.write('data', 36);
  for (const [at, value] of [
    [16, 16],
    [20, (2 << 16) | 1],
    [24, 8000],
    [32, 16 << 16],
    [40, 400],
  ] as const)
    bytes.writeUInt32LE(value, at);
  const file = join(folder, 'sounds/a/damaged.wav');
  mkdirSync(join(folder, 'sounds/a'), { recursive: true });
  writeFileSync(join(folder, 'sounds/a/whole.wav'), bytes);
  const read = async (damaged: Uint8Array) => {
    writeFileSync(file, damaged);
    const sounds = audioDatasetFromDirectory(join(folder, 'sounds'), { batchSize: 1, verbose: false });
    for (const tensor of (await sounds.toArray()).flat()) tensor.dispose();
  };
  return { name: 'folder of wav', bytes, file, read, refused: 0.2 };
}

/** The files of a saved dataset. */
async function savedKinds(): Promise<Omit<FileKind, 'share'>[]> {
  const path = join(folder, 'saved');
  const rows = {
    x: new Float32Array(20).map((_, i) => i / 7),
    text: Array.from({ length: 20 }, (_, i) => `é${i}`),
  };
  await Dataset.fromTensorSlices(rows).save(path);
  const kind = (name: string, file: string) => {
    const bytes = readFileSync(join(path, file));
    const read = async (damaged: Uint8Array) => {
      writeFileSync(join(path, file), damaged);
      try {
        await Dataset.load(path)
          .batch(4)
          .reduce(0, (sum) => sum);
      } finally {
        writeFileSync(join(path, file), bytes);
      }
    };
    return { name, bytes, file: path, read };
  };
  return [kind('saved dataset', 'elements'), kind('its description', 'dataset.json')];
}

/** Every text is one: it comes back as it is, with what is no UTF-8 replaced. */
async function readTexts(bytes: Uint8Array): Promise<void> {
  writeFileSync(join(folder, 'texts/pos/damaged.txt'), bytes);
  const options = { verbose: false, shuffle: false, labelMode: null } as const;
  const [texts] = await textDatasetFromDirectory(join(folder, 'texts'), options).toArray();
  assert.deepEqual(texts?.dataSync(), ['whole', Buffer.from(bytes).toString()]);
  texts?.dispose();
}

/** What a script says is the same after it was a notebook. */
function readScript(bytes: Uint8Array): void {
  const notebook = scriptToNotebook(Buffer.from(bytes).toString(), 'damaged.ts');
  const again = scriptToNotebook(notebookToScript(notebook, { where: 'damaged.ts' }), 'again.ts');
  const said = ({ cells }: typeof notebook) =>
    cells.map((cell) => [cell.cell_type, cell.source, cell.metadata]);
  assert.deepEqual(said(again), said(notebook));
}

describe(`damaged data, ${COUNT} of ${FULL} with seed ${SEED}: an error each, or what is in them`, () => {
  const kinds = new Map<string, FileKind>();

  before(async () => {
    await ensureReady();
    for (const ending of IMAGES) for (const kind of await imageKinds(ending)) kinds.set(kind.name, kind);
    for (const name of ['neg', 'pos']) mkdirSync(join(folder, 'texts', name), { recursive: true });
    writeFileSync(join(folder, 'texts/neg/whole.txt'), 'whole');

    const model = new Sequential([new LSTM({ units: 3, inputShape: [4, 2] }), new Dense({ units: 2 })]);
    model.compile({ optimizer: 'adam', loss: 'mse' });
    const weights = join(folder, 'damaged.weights.h5');
    await model.saveWeights(weights);
    const layersModel = join(folder, 'layers/model.json');
    await model.save(layersModel, { includeOptimizer: true });
    const shard = join(
      folder,
      'layers',
      readdirSync(join(folder, 'layers')).find((name) => name.endsWith('.bin'))!,
    );
    const others: Omit<FileKind, 'share'>[] = [
      {
        name: 'folder of texts',
        bytes: Buffer.from('good größe, 漢字 \u{1f600}'),
        read: readTexts,
        refused: 0,
      },
      soundKind(),
      ...(await savedKinds()),
      {
        name: '.weights.h5',
        bytes: readFileSync(weights),
        file: weights,
        read: async (bytes) => {
          writeFileSync(weights, bytes);
          await model.loadWeights(weights);
        },
      },
      {
        name: 'weights of model.json',
        bytes: readFileSync(shard),
        file: 'group1-shard1of1.bin',
        refused: 0.1,
        read: async (bytes) => {
          writeFileSync(shard, bytes);
          (await loadModel(layersModel)).dispose();
        },
      },
      { name: 'script', bytes: Buffer.from(SCRIPT), file: 'damaged.ts', read: readScript },
    ];
    for (const kind of others) kinds.set(kind.name, { ...kind, share: 0.03 });
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  for (const [place, name] of NAMES.entries())
    it(name, (t) => readDamaged(t, kinds.get(name) as FileKind, place));
});
