import type { Tensor } from '@tensorflow/tfjs-core';

/** What labels are, judged by the shapes of labels and predictions: how Keras reads 'accuracy' and 'crossentropy'. */
export type LabelKind = 'binary' | 'sparse' | 'categorical';

export function labelKind(yTrue: Tensor, yPred: Tensor): LabelKind {
  const classes = yPred.shape.at(-1) ?? 1;
  if (classes === 1) return 'binary';
  const isSparse = yTrue.rank < yPred.rank || (yTrue.shape.at(-1) === 1 && classes > 1);
  return isSparse ? 'sparse' : 'categorical';
}
