import { isContainer } from '../support/structure.js';

/** Floats of other sizes than tfjs has, and Keras's policies that mix them with float32. */
const OTHERS = new Set(['float16', 'bfloat16', 'float64', 'mixed_float16', 'mixed_bfloat16']);

/**
 * A saved form in which everything is computed in float32, with a warning where Keras computed it in floats of 16 or 64
 * bits, which tfjs does not have.
 */
export function computedInFloat32<Config>(where: string, config: Config): Config {
  const found = new Set<string>();
  const visit = (value: unknown, key: string): unknown => {
    const named = key === 'dtype' || key === 'policy' ? value : undefined;
    if (typeof named === 'string' && OTHERS.has(named)) {
      found.add(named);
      return 'float32';
    }
    if (Array.isArray(value)) return value.map((item) => visit(item, ''));
    if (!isContainer(value)) return value;
    const { class_name: name, config: inner } = value as {
      class_name?: unknown;
      config?: { name?: unknown };
    };
    // Computes nothing: it takes these names.
    if (name === 'InputLayer') return value;
    if (name === 'DTypePolicy' && OTHERS.has(String(inner?.name)))
      return { ...value, config: { name: visit(inner?.name, 'dtype') } };
    return Object.fromEntries(Object.entries(value).map(([one, item]) => [one, visit(item, one)]));
  };
  const changed = visit(config, '') as Config;
  if (found.size === 0) return config;
  console.warn(`${where}: its dtype is ${[...found].join(', ')}; here it is computed in float32.`);
  return changed;
}
