import { pixelBytes, pixelRange } from '../display/charts/image-data.js';
import type { DatasetComponent, DatasetData } from '../display/index.js';
import { isContainer } from '../support/structure.js';
import { type Element, release, toHost } from './element.js';
import { HostTensor, type Text } from './host-tensor.js';
import type { Stage } from './stage.js';

/** So many images of the first element are shown. */
const IMAGES = 8;

/** What people see of a dataset: its first element is computed for it. */
export async function datasetData(stages: readonly Stage[], elements: Stage<Element>): Promise<DatasetData> {
  const stream = elements.open();
  let first: Element | null;
  try {
    first = await stream.next();
    if (first !== null) first = await toHost(first);
  } finally {
    await stream.close?.();
  }
  const leaves = first === null ? [] : named(first, '');
  const { cardinality } = elements;
  const isBatched = stages.some(({ name }) => name === 'batch' || name === 'paddedBatch');
  const batchSize = isBatched ? leaves[0]?.[1].shape[0] : undefined;
  const rows = stages[0]?.cardinality ?? null;
  const plain = stages.every(({ name }) => PRESERVING.includes(name));
  // Texts have no size that is known.
  const isSized = leaves.every(([, { dtype }]) => dtype !== 'string');
  const bytes = leaves.reduce((sum, [, leaf]) => sum + leaf.bytes, 0);
  release(first);
  return {
    cardinality,
    ...(batchSize !== undefined && { batchSize }),
    elements: isBatched ? (plain ? rows : null) : cardinality,
    bytes: isSized
      ? bytesOf(bytes, isBatched ? batchSize : 1, isBatched ? (plain ? rows : null) : cardinality)
      : null,
    components: leaves.map(([name, leaf]) => component(name, leaf)),
    stages: stages.map(({ name, details }) => ({ name, details })),
    ...imagesOf(leaves, isBatched),
  };
}

/** Stages behind which there are as many rows as before. */
const PRESERVING = ['fromTensorSlices', 'range', 'shuffle', 'batch', 'map', 'cache', 'prefetch'];

function bytesOf(first: number, rows: number | undefined, all: number | null): number | null {
  if (all === null || !Number.isFinite(all) || !rows) return null;
  return Math.round((first / rows) * all);
}

function named(element: Element, path: string): [string, HostTensor][] {
  if (!isContainer(element)) {
    return element instanceof HostTensor ? [[path === '' ? 'value' : path, element]] : [];
  }
  return Object.entries(element as Readonly<Record<string, Element>>).flatMap(([key, part]) =>
    named(part, path === '' ? key : `${path}.${key}`),
  );
}

function component(name: string, { shape, dtype, values }: HostTensor): DatasetComponent {
  const shown = { name, shape, dtype };
  if (Array.isArray(values) || values.length === 0) return shown;
  let [min, max, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return { ...shown, min, mean: sum / values.length, max };
}

/** The first images, where the first value looks like images of 1, 3 or 4 channels. */
function imagesOf(leaves: readonly [string, HostTensor][], isBatched: boolean): Pick<DatasetData, 'images'> {
  const [image, label] = leaves.map(([, leaf]) => leaf);
  if (image === undefined || Array.isArray(image.values)) return {};
  const shape = isBatched ? image.shape.slice(1) : image.shape;
  const [height, width, channels = 1] = shape;
  if (height === undefined || width === undefined || shape.length > 3 || height < 8 || width < 8) return {};
  if (channels !== 1 && channels !== 3 && channels !== 4) return {};
  const size = height * width * channels;
  const count = Math.min(isBatched ? image.shape[0]! : 1, IMAGES);
  const values = image.values as ArrayLike<number>;
  const range = pixelRange(values);
  const labels =
    label !== undefined && label.size === (isBatched ? image.shape[0] : 1) ? label.values : undefined;
  return {
    images: Array.from({ length: count }, (_, i) => ({
      width,
      height,
      channels,
      bytes: pixelBytes(values, i * size, size, range),
      ...(labels !== undefined && { label: labelOf(labels[i]) }),
    })),
  };
}

function labelOf(label: number | Text | undefined): string {
  return label instanceof Uint8Array ? Buffer.from(label).toString() : String(label);
}
