import { chartBundle } from '../charts/chart-bundle.js';
import { isPlainVega, SCHEMA, type Spec } from '../charts/chart-style.js';
import type { Shown } from '../displayable.js';

/** True for a vega-lite or vega specification: an object whose `$schema` says so. */
export function isVegaSpec(value: unknown): value is Spec {
  if (value === null || typeof value !== 'object') return false;
  const schema = (value as Spec)['$schema'];
  return typeof schema === 'string' && /\/schema\/vega(-lite)?\//.test(schema);
}

/** True for a chart of a library that gives its specification, such as vega-lite-api's. */
export function isVegaChart(value: unknown): value is { toSpec(): Spec } {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return false;
  return typeof (value as { toSpec?: unknown }).toSpec === 'function';
}

/** The specification of such a chart, or undefined if it gives something else. */
export function specOf(chart: { toSpec(): unknown }): Spec | undefined {
  const spec = chart.toSpec();
  if (spec === null || typeof spec !== 'object') return undefined;
  return isVegaSpec(spec)
    ? spec
    : VIEWS.some((view) => view in spec)
      ? { $schema: SCHEMA, ...spec }
      : undefined;
}

/** What makes an object a view of vega-lite. */
const VIEWS = ['mark', 'layer', 'concat', 'hconcat', 'vconcat', 'facet', 'repeat'];

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
