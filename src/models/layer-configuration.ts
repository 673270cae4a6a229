import type { Layer } from '../layers/layer.js';

/** What tells a layer from others of its class, for the summary: `32 filters 3×3, relu`. */
export function layerConfiguration(layer: Layer): string {
  const fields = layer as unknown as Readonly<Record<string, unknown>>;
  const parts = [
    counted(fields['filters'], 'filters', sizes(fields['kernelSize'])),
    counted(fields['units'], 'units'),
    fields['outputDim'] === undefined ? '' : `${fields['inputDim'] ?? ''} → ${fields['outputDim']}`,
    sizes(fields['poolSize']),
    typeof fields['rate'] === 'number' ? String(fields['rate']) : '',
    activationName(layer),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function counted(count: unknown, what: string, more = ''): string {
  return typeof count === 'number' ? `${count} ${what}${more === '' ? '' : ` ${more}`}` : '';
}

function sizes(value: unknown): string {
  if (Array.isArray(value)) return value.join('×');
  return typeof value === 'number' ? String(value) : '';
}

/** The name of a layer's activation function; `''` where there is none, or one that changes nothing. */
export function activationName(layer: Layer): string {
  const { activation } = layer as unknown as { readonly activation?: unknown };
  const named = activation as { readonly name?: unknown } | null | undefined;
  const name = typeof activation === 'string' ? activation : named?.name;
  return typeof name === 'string' && name !== 'linear' ? name : '';
}
