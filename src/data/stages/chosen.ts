import { makeDefaultSeed, RandomStream } from '../../backends/random.js';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';
import { flatten } from '../../support/structure.js';
import { ELEMENTS, type Element, type InnerPipeline, isInnerPipeline, toHost } from '../element.js';
import { commonSpec, specOf } from '../element-spec.js';
import type { HostTensor } from '../host-tensor.js';
import type { Stage } from '../stage.js';
import { closeAll, drive, type Stream } from '../stream.js';

/** Options of `sampleFromDatasets`. */
export interface SampleOptions {
  /** How likely each dataset is; all alike by default. */
  readonly weights?: readonly number[] | undefined;
  readonly seed?: number | null | undefined;
  /** True: ends with the first dataset that ends. False (the default): goes on with the others. */
  readonly stopOnEmptyDataset?: boolean | undefined;
}

/** The stages of a list of datasets. */
export function stagesOf(name: string, datasets: readonly unknown[]): Stage<Element>[] {
  if (!Array.isArray(datasets) || datasets.length === 0 || !datasets.every(isInnerPipeline))
    throw new ValueError(`Dataset.${name}: expected a list of datasets; received ${show(datasets)}.`);
  return (datasets as readonly InnerPipeline[]).map((dataset) => dataset[ELEMENTS]);
}

/** Elements of several datasets, each from one that is drawn. */
export function sampled(stages: readonly Stage<Element>[], options: SampleOptions): Stage<Element> {
  const { weights = stages.map(() => 1), seed, stopOnEmptyDataset = false } = options;
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length !== stages.length || weights.some((one) => !(one >= 0)) || !(sum > 0)) {
    throw new ValueError(
      `Dataset.sampleFromDatasets: expected ${stages.length} weights of at least 0; received [${weights.join(', ')}].`,
    );
  }
  const drawn = stages.filter((_, i) => (weights[i] as number) > 0);
  const cardinality = endless(drawn, stopOnEmptyDataset);
  return fromStages('sampleFromDatasets', stages, cardinality, stopOnEmptyDataset, () => {
    const random = new RandomStream(seed ?? makeDefaultSeed());
    return {
      next(left) {
        let at = random.uniform() * left.reduce((total, i) => total + (weights[i] as number), 0);
        // What is never drawn does not keep the others going.
        const drawn = left.find((i) => {
          at -= weights[i] as number;
          return at < 0;
        });
        return drawn ?? null;
      },
    };
  });
}

/** Elements of several datasets, each from the one that the next number of `choice` says. */
export function chosen(
  stages: readonly Stage<Element>[],
  choice: Stage<Element>,
  stopOnEmptyDataset: boolean,
): Stage<Element> {
  const where = 'Dataset.chooseFromDatasets';
  const cardinality = endless([choice, ...stages], true);
  return fromStages('chooseFromDatasets', stages, cardinality, stopOnEmptyDataset, () => {
    const numbers = choice.open();
    function* next(): Generator<unknown, number | null, unknown> {
      const item = (yield numbers.next()) as Element | null;
      if (item === null) return null;
      const [leaf] = flatten((yield toHost(item)) as Element);
      const index = Number((leaf as HostTensor).values[0]);
      if (stages[index] !== undefined) return index;
      throw new ValueError(`${where}: expected choices in [0, ${stages.length - 1}]; received ${index}.`);
    }
    return { next: () => drive(next()), close: () => numbers.close?.() };
  });
}

/** Infinity where it is known that there is no end: of all of the stages, or of one where the others may end. */
function endless(stages: readonly Stage<Element>[], all: boolean): number | null {
  const isEndless = ({ cardinality }: Stage<Element>) => cardinality === Number.POSITIVE_INFINITY;
  return (all ? stages.every(isEndless) : stages.some(isEndless)) ? Number.POSITIVE_INFINITY : null;
}

interface Chooser {
  /** The number of a dataset; `left` has those that have not ended. */
  next(left: readonly number[]): unknown;
  close?(): unknown;
}

function fromStages(
  name: string,
  stages: readonly Stage<Element>[],
  cardinality: number | null,
  stopsAtEmpty: boolean,
  choose: () => Chooser,
): Stage<Element> {
  return {
    name,
    details: `${stages.length} datasets`,
    cardinality,
    spec: (read) => stages.map((stage) => specOf(stage, read)).reduce(commonSpec),
    open() {
      const streams: readonly Stream<Element>[] = stages.map((stage) => stage.open());
      const chooser = choose();
      let left = streams.map((_, i) => i);
      function* steps(): Generator<unknown, Element | null, unknown> {
        while (left.length > 0) {
          const index = (yield chooser.next(left)) as number | null;
          if (index === null) break;
          if (!left.includes(index)) continue;
          const item = (yield (streams[index] as Stream<Element>).next()) as Element | null;
          if (item !== null) return item;
          left = stopsAtEmpty ? [] : left.filter((one) => one !== index);
        }
        left = [];
        return null;
      }
      const choices: Stream<Element> = {
        next: () => null,
        close: () => chooser.close?.() as undefined,
      };
      return { next: () => drive(steps()), close: () => closeAll([...streams, choices]) };
    },
  };
}
