/** The backends of our library in dist/ that are ready here; plain JavaScript only when it is asked for, it takes minutes. */
export async function readyBackends(): Promise<string[]> {
  const built = new URL('../../dist/src/index.js', import.meta.url).href;
  const { backends } = (await import(built)) as typeof import('../../src/index.js');
  const { rows } = await backends.status();
  return rows.filter(({ state, name }) => state !== 'absent' && name !== 'cpu').map(({ name }) => name);
}
