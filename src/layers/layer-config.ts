import { checkPositiveInteger, show } from '../support/check.js';
import { ValueError } from '../support/errors.js';
import { camelCaseKeys } from '../support/names.js';
import type { KerasConfig } from '../support/registry.js';
import type { Shape } from '../support/shape.js';

/** A dtype in Keras's saved form. */
export function dtypeConfig(dtype: string): Record<string, unknown> {
  return { module: 'keras', class_name: 'DTypePolicy', config: { name: dtype }, registered_name: null };
}

/** The dtype that a policy in Keras's saved form names. */
export function savedDtype(saved: Partial<KerasConfig> | string | null | undefined): string | undefined {
  return typeof saved === 'string' ? saved : (saved?.config?.['name'] as string | undefined);
}

/** A layer's options from its saved form: camelCase keys, and the dtype's name for its policy. */
export function optionsFromConfig(config: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { dtype, ...options } = camelCaseKeys(config);
  // Keras writes it into every layer that it could quantize.
  if (options['quantizationConfig'] === null) delete options['quantizationConfig'];
  const quantized = options['quantizationConfig'] as KerasConfig | undefined;
  const policyOf = dtype as Partial<KerasConfig> | string | null | undefined;
  const isQuantized = typeof policyOf === 'object' && /^Quantized/.test(policyOf?.class_name ?? '');
  if (quantized !== undefined || isQuantized) {
    const mode = (isQuantized && policyOf?.config?.['mode']) || quantized?.class_name;
    throw new ValueError(
      `${String(config['name'] ?? 'layer')}: expected weights of floats; received a layer that is quantized (${String(mode)}).`,
      { fix: 'save the model before model.quantize(...)' },
    );
  }
  const name = savedDtype(policyOf);
  return name === undefined ? options : { ...options, dtype: name };
}

/** The input shape that a layer's options tell, with the batch axis in front, or null. */
export function batchShapeFrom(
  options: {
    readonly inputShape?: Shape | undefined;
    readonly batchInputShape?: Shape | undefined;
    readonly inputDim?: number | undefined;
  },
  where = 'layer',
): Shape | null {
  const { batchInputShape, inputShape, inputDim } = options;
  if (batchInputShape !== undefined) return checkShape(where, 'batchInputShape', batchInputShape);
  if (inputShape !== undefined) return [null, ...checkShape(where, 'inputShape', inputShape)];
  return inputDim === undefined ? null : [null, checkPositiveInteger(where, 'inputDim', inputDim)];
}

function checkShape(where: string, what: string, shape: Shape): Shape {
  if (Array.isArray(shape) && shape.every((size) => size === null || (Number.isInteger(size) && size >= 0))) {
    return shape;
  }
  throw new ValueError(`${where}: ${what} must be a list of integers and nulls; received ${show(shape)}.`, {
    fix: typeof shape === 'number' ? `${what}: [${shape}]` : `${what}: [784]`,
  });
}
