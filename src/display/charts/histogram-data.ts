import { ValueError } from '../../support/errors.js';
import { type TensorStatistics, tensorStatistics } from '../views/tensor-statistics.js';
import { type ChartInput, chartValues } from './chart-values.js';

/** A named tensor, as `model.weights` holds them. */
export interface NamedValues {
  readonly name: string;
  readonly path?: string;
  readonly shape: readonly number[];
  dataSync(): ArrayLike<number | string>;
}

/** What {@link histogram} takes: values, values under names, named tensors, or a model, for its weights. */
export type HistogramInput =
  | ChartInput
  | Readonly<Record<string, ChartInput>>
  | readonly NamedValues[]
  | { readonly weights: readonly NamedValues[] };

/** One panel of histograms. */
export interface HistogramPanel {
  /** Empty for the only panel of values without a name. */
  readonly name: string;
  readonly after: TensorStatistics;
  readonly before?: TensorStatistics;
  /** Edges of the bins: one more than bins. */
  readonly edges: readonly number[];
  /** Share of the values in each bin, in percent. */
  readonly afterShares: readonly number[];
  readonly beforeShares?: readonly number[];
}

/** Sorts values into bins with round edges, the same for both states. */
export function histogramPanels(
  input: HistogramInput,
  before: HistogramInput | undefined,
  bins: number,
): HistogramPanel[] {
  const after = named(input);
  const earlier = before === undefined ? undefined : named(before);
  return [...after].map(([name, values]) => {
    const old = earlier?.get(name);
    if (earlier && !old) {
      throw new ValueError(
        `charts.histogram: before must have the same names; ${name} is missing, received ${[...earlier.keys()].join(', ') || 'none'}.`,
      );
    }
    return panel(name, values, old, bins);
  });
}

function named(given: HistogramInput): Map<string, ArrayLike<number>> {
  const input = weightsOf(given) ?? given;
  const result = new Map<string, ArrayLike<number>>();
  const add = (name: string, values: ChartInput) =>
    result.set(name, chartValues(values, `charts.histogram: ${name || 'values'}`).values);
  if (Array.isArray(input) && input.length > 0 && input.every(isNamed)) {
    for (const tensor of input) add(tensor.path ?? tensor.name, tensor as unknown as ChartInput);
  } else if (isRecord(input)) {
    for (const [name, values] of Object.entries(input)) add(name, values);
  } else add('', input as ChartInput);
  return result;
}

/** The weights of a model or a layer. */
function weightsOf(given: HistogramInput): readonly NamedValues[] | undefined {
  const { weights } = given as { readonly weights?: unknown };
  return Array.isArray(weights) && weights.every(isNamed) ? weights : undefined;
}

function isNamed(value: unknown): value is NamedValues {
  const { name, dataSync } = (value ?? {}) as Partial<NamedValues>;
  return typeof name === 'string' && typeof dataSync === 'function';
}

function isRecord(input: HistogramInput): input is Readonly<Record<string, ChartInput>> {
  return !Array.isArray(input) && !ArrayBuffer.isView(input) && !('dataSync' in input);
}

function panel(
  name: string,
  values: ArrayLike<number>,
  old: ArrayLike<number> | undefined,
  bins: number,
): HistogramPanel {
  const after = tensorStatistics(values);
  const before = old && tensorStatistics(old);
  const ends = [after.min, after.max, before?.min, before?.max].filter(
    (end): end is number => end !== undefined && Number.isFinite(end),
  );
  const edges = ends.length > 0 ? roundEdges(Math.min(...ends), Math.max(...ends), bins) : [0, 1];
  return {
    name,
    after,
    edges,
    afterShares: shares(values, edges, after.finite),
    ...(before && old && { before, beforeShares: shares(old, edges, before.finite) }),
  };
}

/** Bins where all values are the same. */
const ALONE = 11;

/** About as many bins as wanted, with edges at multiples of 1, 2 or 5. */
function roundEdges(low: number, high: number, bins: number): number[] {
  if (!(high > low)) {
    // One bar in the middle.
    const half = Math.abs(low) * 0.05 || 0.5;
    return Array.from({ length: ALONE + 1 }, (_, index) => low - half + (2 * half * index) / ALONE);
  }
  const raw = (high - low) / bins;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= raw)! * power;
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  );
}

function shares(values: ArrayLike<number>, edges: readonly number[], count: number): number[] {
  const bins = new Array<number>(edges.length - 1).fill(0);
  const low = edges[0]!;
  const scale = bins.length / (edges.at(-1)! - low);
  for (let index = 0; index < values.length; index++) {
    const value = values[index]!;
    if (!Number.isFinite(value)) continue;
    const bin = Math.min(bins.length - 1, Math.max(0, Math.floor((value - low) * scale)));
    bins[bin] = bins[bin]! + 1;
  }
  return bins.map((bin) => (count > 0 ? (100 * bin) / count : 0));
}
