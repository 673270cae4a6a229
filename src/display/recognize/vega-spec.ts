import { chartBundle } from '../charts/chart-bundle.js';
import { isPlainVega, type Spec } from '../charts/chart-style.js';
import type { Shown } from '../displayable.js';

/** True for a vega-lite or vega specification: an object whose `$schema` says so. */
export function isVegaSpec(value: unknown): value is Spec {
  if (value === null || typeof value !== 'object') return false;
  const schema = (value as Spec)['$schema'];
  return typeof schema === 'string' && /\/schema\/vega(-lite)?\//.test(schema);
}

/** Shows a specification as a chart. */
export function vegaBundle(spec: Spec): Shown {
  return chartBundle(spec, describe(spec));
}

function describe(spec: Spec): string {
  const { title, description } = spec as { title?: unknown; description?: unknown };
  const words = typeof title === 'string' ? title : (title as { text?: unknown } | undefined)?.text;
  const what = [description, words].find((text) => typeof text === 'string');
  const kind = isPlainVega(spec) ? 'vega' : 'vega-lite';
  return what === undefined ? `Chart (${kind})` : `Chart (${kind}): ${what}`;
}
