import * as tf from '@tensorflow/tfjs-core';
import { type TensorInput, toTensor } from '../../backends/operations/convert.js';
import { alignmentLoss } from '../../losses/ctc.js';
import { checkChoice, checkInteger, checkPositiveInteger } from '../../support/check.js';
import { ShapeError } from '../../support/errors.js';
import { showShape } from '../../support/shape.js';
import { defineOp } from './define-op.js';

// See https://keras.io/api/ops/nn/.

/**
 * The loss of connectionist temporal classification for each sample: labels `[batch, length]` and how many of them count,
 * logits `[batch, time, classes]` and how many times count. `maskIndex` is the class that stands for no label.
 */
export const ctcLoss = defineOp(
  'ctcLoss',
  ['target', 'output', 'targetLength', 'outputLength', 'maskIndex'],
  (
    target: TensorInput,
    output: TensorInput,
    targetLength: TensorInput,
    outputLength: TensorInput,
    maskIndex: number = 0,
  ) => {
    const logits = toTensor(output);
    const classes = logits.shape.at(-1) as number;
    return alignmentLoss('ops.ctcLoss', toTensor(target, 'int32'), logits, {
      lengths: toTensor(targetLength, 'int32'),
      times: toTensor(outputLength, 'int32'),
      blank: checkInteger('ops.ctcLoss', 'maskIndex', maskIndex) < 0 ? maskIndex + classes : maskIndex,
    });
  },
);

type Decoded = { readonly labels: readonly number[]; readonly score: number };

/**
 * The labels that logits `[batch, time, classes]` stand for, of which `sequenceLengths` times count: a pair of the labels
 * `[paths, batch, time]`, filled up with -1, and of scores `[batch, paths]`. 'greedy' takes the likeliest class at each time,
 * and its score is minus the sum of their logits; 'beam_search' the likeliest label sequences, with their logarithmic
 * probabilities. Decodes on the host.
 */
export const ctcDecode = defineOp(
  'ctcDecode',
  ['inputs', 'sequenceLengths', 'strategy', 'beamWidth', 'topPaths', 'mergeRepeated', 'maskIndex'],
  (
    inputs: TensorInput,
    sequenceLengths: TensorInput,
    strategy: 'greedy' | 'beam_search' | 'beamSearch' = 'greedy',
    beamWidth: number = 100,
    topPaths: number = 1,
    mergeRepeated: boolean = true,
    maskIndex: number = 0,
  ): [tf.Tensor, tf.Tensor] => {
    const where = 'ops.ctcDecode';
    checkChoice(where, 'strategy', strategy, ['greedy', 'beam_search', 'beamSearch']);
    checkPositiveInteger(where, 'beamWidth', beamWidth);
    checkPositiveInteger(where, 'topPaths', topPaths);
    const logits = toTensor(inputs);
    if (logits.rank !== 3)
      throw new ShapeError(
        `${where}: expected logits of shape (batch, time, classes); received ${showShape(logits.shape)}.`,
      );
    const [batch, time, classes] = logits.shape as [number, number, number];
    const lengths = toTensor(sequenceLengths, 'int32').dataSync();
    const values = logits.dataSync();
    const blank = maskIndex < 0 ? maskIndex + classes : maskIndex;
    const paths = strategy === 'greedy' ? 1 : topPaths;
    const labels = new Int32Array(paths * batch * time).fill(-1);
    const scores = new Float32Array(batch * paths);
    for (let sample = 0; sample < batch; sample++) {
      const row = (t: number) =>
        values.subarray((sample * time + t) * classes, (sample * time + t + 1) * classes);
      const steps = Array.from({ length: lengths[sample] as number }, (_, t) => row(t));
      const found =
        strategy === 'greedy'
          ? [greedy(steps, blank, mergeRepeated)]
          : beams(steps, blank, beamWidth).slice(0, topPaths);
      for (const [path, one] of found.entries()) {
        labels.set(one.labels, (path * batch + sample) * time);
        scores[sample * paths + path] = one.score;
      }
    }
    return [tf.tensor(labels, [paths, batch, time]), tf.tensor(scores, [batch, paths])];
  },
);

type Row = ArrayLike<number>;

function greedy(steps: readonly Row[], blank: number, merge: boolean): Decoded {
  const labels: number[] = [];
  let score = 0;
  let before = -1;
  for (const row of steps) {
    let best = 0;
    for (let k = 1; k < row.length; k++) if (row[k]! > row[best]!) best = k;
    score -= row[best]!;
    if (best !== blank && !(merge && best === before)) labels.push(best);
    before = best;
  }
  return { labels, score };
}

/** Logarithmic probabilities of the ways that lead to a label sequence: those that end with no label, and the others. */
interface Beam {
  readonly labels: readonly number[];
  blank: number;
  label: number;
}

const total = (beam: Beam) => logAdd(beam.blank, beam.label);

/** Label sequences from the likeliest on (prefix beam search; Graves, 2012). */
function beams(steps: readonly Row[], blank: number, width: number): Decoded[] {
  let known: Beam[] = [{ labels: [], blank: 0, label: -Infinity }];
  for (const row of steps) {
    const chances = logSoftmax(row);
    const next = new Map<string, Beam>();
    const beamOf = (labels: readonly number[]): Beam => {
      const key = labels.join();
      const found = next.get(key) ?? { labels, blank: -Infinity, label: -Infinity };
      next.set(key, found);
      return found;
    };
    for (const beam of known) {
      const last = beam.labels.at(-1);
      const same = beamOf(beam.labels);
      same.blank = logAdd(same.blank, total(beam) + chances[blank]!);
      if (last !== undefined) same.label = logAdd(same.label, beam.label + chances[last]!);
      for (let k = 0; k < chances.length; k++) {
        if (k === blank) continue;
        const longer = beamOf([...beam.labels, k]);
        // The same label again is a new one only behind a blank.
        longer.label = logAdd(longer.label, (k === last ? beam.blank : total(beam)) + chances[k]!);
      }
    }
    known = [...next.values()].sort((a, b) => total(b) - total(a)).slice(0, width);
  }
  return known.map((beam) => ({ labels: beam.labels, score: total(beam) }));
}

function logAdd(a: number, b: number): number {
  if (a === -Infinity) return b;
  if (b === -Infinity) return a;
  return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
}

function logSoftmax(row: Row): number[] {
  const values = Array.from(row);
  const most = Math.max(...values);
  const sum = most + Math.log(values.reduce((all, value) => all + Math.exp(value - most), 0));
  return values.map((value) => value - sum);
}
