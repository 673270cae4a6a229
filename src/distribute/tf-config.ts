import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** What the variable TF_CONFIG says of a cluster and of this process. */
export interface TfConfig {
  /** The workers' addresses, the chief first. */
  readonly workers: readonly string[];
  /** The number of this one. */
  readonly index: number;
}

/**
 * Reads TF_CONFIG: `{"cluster": {"worker": ["a:1", "b:1"]}, "task": {"type": "worker", "index": 0}}`; null where it is not
 * set. See https://www.tensorflow.org/guide/distributed_training#setting_up_the_tf_config_environment_variable.
 *
 * @throws ValueError where it does not describe workers that train together
 */
export function readTfConfig(text: string | undefined = process.env['TF_CONFIG']): TfConfig | null {
  if (text === undefined || text.trim() === '') return null;
  const { cluster = {}, task = {} } = parse(text);
  for (const type of Object.keys(cluster)) {
    if (['chief', 'worker', 'evaluator'].includes(type)) continue;
    throw refuse(`the job ${show(type)}: workers train together, and there are no parameter servers`);
  }
  const chiefs = cluster['chief'] ?? [];
  const workers = [...chiefs, ...(cluster['worker'] ?? [])];
  if (!workers.every((one) => typeof one === 'string')) throw refuse('addresses that are no texts');
  if (workers.length === 0) return null;
  const { type = 'worker', index = 0 } = task;
  if (type !== 'worker' && type !== 'chief') throw refuse(`the task type ${show(type)}`);
  const at = type === 'chief' ? index : chiefs.length + index;
  if (!Number.isInteger(at) || at < 0 || at >= workers.length)
    throw refuse(`task ${show(index)} of ${workers.length} workers`);
  return { workers, index: at };
}

interface Config {
  readonly cluster?: Readonly<Record<string, readonly string[]>>;
  readonly task?: { readonly type?: string; readonly index?: number };
}

function parse(text: string): Config {
  try {
    const value = JSON.parse(text) as Config | null;
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below.
  }
  throw refuse(show(text));
}

function refuse(received: string): ValueError {
  return new ValueError(
    `TF_CONFIG: expected a cluster of workers and this one's task; received ${received}.`,
    {
      fix: `TF_CONFIG='{"cluster": {"worker": ["host1:0", "host2:0"]}, "task": {"type": "worker", "index": 0}}'`,
    },
  );
}
