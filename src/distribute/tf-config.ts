import { show } from '../support/check.js';
import { ValueError } from '../support/errors.js';

/** What the variable TF_CONFIG says of a cluster and of this process. */
export interface TfConfig {
  /** The workers' addresses, the chief first. */
  readonly workers: readonly string[];
  /** The number of this one. */
  readonly index: number;
}

/** Jobs of a cluster that train together, and one that is left alone. */
const JOBS = ['chief', 'worker', 'evaluator'] as const;

/**
 * Reads TF_CONFIG: `{"cluster": {"worker": ["a:1", "b:1"]}, "task": {"type": "worker", "index": 0}}`; null where it is not
 * set, or names no cluster. An evaluator is one worker for itself, as in TensorFlow.
 * See https://www.tensorflow.org/guide/distributed_training#setting_up_the_tf_config_environment_variable.
 *
 * @throws ValueError where it does not describe workers that train together
 */
export function readTfConfig(text: string | undefined = process.env['TF_CONFIG']): TfConfig | null {
  if (text === undefined || text.trim() === '') return null;
  const config = parse(text);
  const cluster = dictionary(config['cluster'], 'the cluster');
  const task = dictionary(config['task'], 'the task');
  const jobs = Object.fromEntries(
    Object.entries(cluster).map(([job, given]) => [job, addresses(job, given)]),
  );
  const { chief = [], worker = [], evaluator = [] } = jobs;
  if (chief.length > 1) throw refuse(`${chief.length} chiefs`);
  const { type = 'worker' } = task;
  if (!JOBS.some((job) => job === type)) throw refuse(`the task type ${show(type)}`);
  if (Object.values(jobs).every((job) => job.length === 0)) return null;
  const index = Number(task['index'] ?? 0);
  const own = jobs[type as string] ?? [];
  if (!Number.isInteger(index) || index < 0 || index >= own.length)
    throw refuse(`${type} ${show(task['index'] ?? 0)}, of which the cluster has ${own.length}`);
  if (type === 'evaluator') return { workers: evaluator.slice(index, index + 1), index: 0 };
  return { workers: [...chief, ...worker], index: type === 'chief' ? 0 : chief.length + index };
}

type Dictionary = Readonly<Record<string, unknown>>;

function parse(text: string): Dictionary {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse(show(text));
  }
  return dictionary(value, 'all of it');
}

function dictionary(value: unknown, what: string): Dictionary {
  if (value == null) return {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Dictionary;
  throw refuse(`${show(value)} as ${what}`);
}

/** The addresses of a job: a list, or a dictionary by index. */
function addresses(job: string, given: unknown): readonly string[] {
  if (!JOBS.some((one) => one === job))
    throw refuse(`the job ${show(job)}: workers train together, and there are no parameter servers`);
  const list: unknown = typeof given === 'object' && given !== null ? Object.values(given) : given;
  if (Array.isArray(list) && list.every((one) => typeof one === 'string')) return list as string[];
  throw refuse(`${show(given)} as the addresses of ${job}`);
}

function refuse(received: string): ValueError {
  return new ValueError(
    `TF_CONFIG: expected a cluster of workers and this one's task; received ${received}.`,
    {
      fix: `TF_CONFIG='{"cluster": {"worker": ["host1:0", "host2:0"]}, "task": {"type": "worker", "index": 0}}'`,
    },
  );
}
