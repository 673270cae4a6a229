import type { Model, Shape } from '../../src/index.js';

/** One tensor that a model takes or gives. */
export interface TensorSignature {
  readonly name: string;
  /** `null`: any size, as the number of samples. */
  readonly shape: Shape;
  readonly dtype: string;
}

/** What a model takes and gives. */
export interface Signature {
  readonly inputs: readonly TensorSignature[];
  /** Not known for models that are programs of their own. */
  readonly outputs: readonly TensorSignature[] | null;
}

/** Reads what a model takes and gives. */
export function signatureOf(model: Model): Signature {
  const { builtShape } = model;
  if (!isGraph(model)) {
    const shape = Array.isArray(builtShape) ? (builtShape as Shape) : [];
    return { inputs: [{ name: 'input', shape, dtype: model.dtype }], outputs: null };
  }
  const named = (names: readonly string[], tensors: Model['inputs']): TensorSignature[] =>
    tensors.map(({ shape, dtype }, i) => ({ name: names[i] as string, shape: [...shape], dtype }));
  return {
    inputs: named(model.inputNames, model.inputs),
    outputs: named(model.outputNames, model.outputs),
  };
}

/** A model that is a program of its own does not know its tensors. */
function isGraph(model: Model): boolean {
  try {
    return model.inputs.length > 0;
  } catch {
    return false;
  }
}
