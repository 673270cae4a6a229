import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { isContainer } from '../support/structure.js';
import { Column } from './column.js';

/** What each class counts in the loss, by its number; a class that is not listed counts 1. */
export type ClassWeight = Readonly<Record<number, number>>;

/** The weight of each sample from the class that its label tells: an integer, or the largest of one-hot numbers. */
export function classSampleWeights(labels: Column, classWeight: ClassWeight): Column {
  if (labels.rowShape.length > 1) {
    throw new ValueError(
      `fit: classWeight expects one label a sample; received labels with ${labels.rowShape.length} axes a sample.`,
      { fix: 'give the weights as sampleWeight' },
    );
  }
  checkClassWeight(classWeight);
  const weights = new Float32Array(labels.length);
  for (let i = 0; i < weights.length; i++)
    weights[i] = classWeight[classOf(labels.row(i) as ArrayLike<unknown> as ArrayLike<number>)] ?? 1;
  return new Column(weights, [weights.length], 'float32');
}

function checkClassWeight(classWeight: ClassWeight): void {
  const plain = isContainer(classWeight) && !Array.isArray(classWeight);
  const wrong = plain
    ? Object.entries(classWeight).find(
        ([key, weight]) => !/^\d+$/.test(key) || typeof weight !== 'number' || !Number.isFinite(weight),
      )
    : undefined;
  if (plain && wrong === undefined) return;
  throw new ValueError(
    `fit: classWeight must hold numbers by class number; received ${wrong ? `${wrong[0]}: ${show(wrong[1])}` : show(classWeight)}.`,
    { fix: 'classWeight: { 0: 1, 1: 5 }' },
  );
}

function classOf(label: ArrayLike<number>): number {
  if (label.length === 1) return Math.round(label[0] as number);
  let best = 0;
  for (let i = 1; i < label.length; i++) if ((label[i] as number) > (label[best] as number)) best = i;
  return best;
}
