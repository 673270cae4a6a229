const SIZE = 624;

/**
 * The random numbers of numpy's RandomState (MT19937, Matsumoto and Nishimura, 1998) with a seed: what Keras shuffles
 * files and datasets with, so that the same seed gives the same order here.
 */
export class NumpyRandom {
  readonly #state = new Uint32Array(SIZE);
  #place = SIZE;

  constructor(seed: number) {
    let value = seed >>> 0;
    for (let i = 0; i < SIZE; i++) {
      this.#state[i] = value;
      value = (Math.imul(1812433253, value ^ (value >>> 30)) + i + 1) >>> 0;
    }
  }

  /** `numpy.random.RandomState(seed).shuffle(items)`. */
  shuffle(items: { readonly length: number; [index: number]: unknown }): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.#upTo(i);
      [items[i], items[j]] = [items[j], items[i]];
    }
  }

  /** An integer in [0, most]: numbers of as many bits are drawn until one fits. */
  #upTo(most: number): number {
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    for (;;) {
      const value = (this.#next() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  #next(): number {
    if (this.#place === SIZE) this.#refill();
    let y = this.#state[this.#place++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #refill(): void {
    const state = this.#state;
    for (let i = 0; i < SIZE; i++) {
      const y = (state[i]! & 0x80000000) | (state[(i + 1) % SIZE]! & 0x7fffffff);
      state[i] = state[(i + 397) % SIZE]! ^ (y >>> 1) ^ (y & 1 ? 0x9908b0df : 0);
    }
    this.#place = 0;
  }
}
