import type { Token } from '../host-values.js';

/** How often tokens were seen, and in how many documents. */
export class TokenCounts<T extends Token> {
  readonly #counts = new Map<T, number>();
  readonly #documents = new Map<T, number>();
  #seen = 0;

  /** Adds documents, each a list of tokens. */
  add(documents: Iterable<readonly T[]>): void {
    for (const tokens of documents) {
      this.#seen += 1;
      for (const token of tokens) this.#counts.set(token, (this.#counts.get(token) ?? 0) + 1);
      for (const token of new Set(tokens)) this.#documents.set(token, (this.#documents.get(token) ?? 0) + 1);
    }
  }

  /** The most frequent tokens first; of equally frequent ones the larger first, as Keras has it. */
  sorted(without: readonly (T | null)[], limit: number): T[] {
    const kept = [...this.#counts].filter(([token]) => !without.includes(token));
    kept.sort(([a, m], [b, n]) => n - m || compare(b, a));
    return kept.slice(0, limit).map(([token]) => token);
  }

  /** What a token counts in a document the less, the more documents have it: log(1 + documents / (1 + those with it)). */
  inverseDocumentFrequency(token: T): number {
    return Math.log(1 + this.#seen / (1 + (this.#documents.get(token) ?? 0)));
  }
}

/** Texts by their bytes. */
function compare(a: Token, b: Token): number {
  if (typeof a === 'number' || typeof b === 'number') return Number(a) - Number(b);
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
