/**
 * The share of long cases that this run takes: all in the full run, else a part that the seed decides. The cases of a
 * share are printed, and `CELLGRAD_TEST_SEED` draws the same ones again.
 *
 * @param cases all of them, in a fixed order
 * @param count how many a share has
 */
export function share<Case>(
  cases: readonly Case[],
  count: number,
  label: (one: Case) => string = String,
): Case[] {
  if (process.env['CELLGRAD_TEST_FULL'] || count >= cases.length) return [...cases];
  const seed = process.env['CELLGRAD_TEST_SEED'] ?? '1';
  const ranked = cases.map((one, index) => ({ one, index, rank: hash(`${seed}:${index}:${label(one)}`) }));
  const drawn = ranked.sort((a, b) => a.rank - b.rank).slice(0, count);
  const taken = drawn.sort((a, b) => a.index - b.index).map(({ one }) => one);
  console.log(`share ${count} of ${cases.length} (seed ${seed}): ${taken.map(label).join(', ')}`);
  return taken;
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ sign.charCodeAt(0), 0x01000193) >>> 0;
  return value;
}
