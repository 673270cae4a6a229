import type { Magic } from './magic.js';

interface Backends {
  status(): unknown;
  use(name: string): Promise<unknown>;
}

export const backend: Magic = {
  name: 'backend',
  kinds: ['line'],
  usage: '[cuda | native | webgpu | wasm | cpu]',
  summary: 'Shows what computes, or chooses it.',
  complete: () => ['cuda', 'native', 'webgpu', 'wasm', 'cpu'].map((text) => ({ text, type: 'value' })),
  async run({ rest, library }) {
    const { backends } = (await library()) as { readonly backends: Backends };
    if (rest) await backends.use(rest);
    return backends.status();
  },
};
