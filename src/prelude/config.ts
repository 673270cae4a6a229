import type { BackendName } from '../backends/candidate.js';
import { current, use } from '../backends/choose.js';
import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

export { imageDataFormat, setImageDataFormat } from '../backends/operations/data-format.js';
export { epsilon, setEpsilon } from '../backends/operations/epsilon.js';
export {
  disableInteractiveLogging,
  enableInteractiveLogging,
  isInteractiveLoggingEnabled,
} from '../callbacks/interactive-logging.js';

/** What layers compute in and what their weights are. */
export interface DTypePolicy {
  readonly name: 'float32';
  readonly computeDtype: 'float32';
  readonly variableDtype: 'float32';
}

const POLICY: DTypePolicy = { name: 'float32', computeDtype: 'float32', variableDtype: 'float32' };

/** The name of the backend that computes, as 'native' or 'wasm'; in Keras that is a framework, as 'tensorflow'. */
export function backend(): BackendName {
  return current();
}

/**
 * Uses another backend from now on, as `backends.use` does. Needs an `await`; Keras does it at once, for a new session.
 *
 * @throws ValueError that says why it cannot be used.
 */
export async function setBackend(name: BackendName): Promise<void> {
  await use(name);
}

/** The type of the floats of weights, inputs and results: 'float32'. */
export function floatx(): 'float32' {
  return POLICY.name;
}

/**
 * Takes 'float32', which is all that there is.
 *
 * @throws ValueError for other types: tfjs has neither floats of 16 bits nor of 64.
 */
export function setFloatx(value: 'float32'): void {
  checkFloat('config.setFloatx', 'value', value);
}

/** The policy of layers that are given no `dtype`. */
export function dtypePolicy(): DTypePolicy {
  return POLICY;
}

/**
 * Takes the policy 'float32', which is all that there is, by its name or as {@link dtypePolicy} gives it.
 *
 * @throws ValueError for others, as 'mixed_float16': tfjs has no other floats.
 */
export function setDtypePolicy(policy: 'float32' | { readonly name: 'float32' }): void {
  const name: unknown = (policy as { readonly name?: unknown } | null)?.name ?? policy;
  checkFloat('config.setDtypePolicy', 'policy', name);
}

function checkFloat(where: string, what: string, value: unknown): void {
  if (value === 'float32') return;
  throw new ValueError(
    `${where}: ${what} must be 'float32', the only floats that tfjs has; received ${show(value)}.`,
    {
      fix: 'leave it out: what is computed is float32',
    },
  );
}
