import { Variable } from '../backends/variable.js';
import { isContainer } from '../support/structure.js';

/** What a layer needs of a metric that it holds. */
export interface TrackedMetric {
  readonly name: string;
  resetState(): void;
  readonly variables: readonly Variable[];
}

/** What was found in the attributes of a layer. */
export interface Tracked<L> {
  readonly layers: readonly L[];
  readonly variables: readonly Variable[];
  readonly metrics: readonly TrackedMetric[];
}

/**
 * The layers, variables and metrics that an object holds in its public fields, also in lists and dictionaries of any
 * depth, in the order in which the fields were set. Looked up when asked for, so a list may grow at any time.
 */
export function trackedIn<L extends object>(
  owner: object,
  isLayer: (value: unknown) => value is L,
): Tracked<L> {
  const layers = new Set<L>();
  const variables = new Set<Variable>();
  const metrics = new Set<TrackedMetric>();
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' && typeof value !== 'function') return;
    if (value === null || value === owner) return;
    if (isLayer(value)) layers.add(value);
    else if (value instanceof Variable) variables.add(value);
    else if (isMetric(value)) metrics.add(value);
    else if (isContainer(value)) for (const item of Object.values(value)) visit(item);
    else if (value instanceof Map) for (const item of value.values()) visit(item);
  };
  for (const key of Object.keys(owner)) visit((owner as Record<string, unknown>)[key]);
  return { layers: [...layers], variables: [...variables], metrics: [...metrics] };
}

/** Metrics live in a folder of the layers' rank, so they are known by what they can do. */
function isMetric(value: object): value is TrackedMetric {
  const { updateState, resetState, result } = value as Record<string, unknown>;
  return (
    typeof updateState === 'function' && typeof resetState === 'function' && typeof result === 'function'
  );
}
