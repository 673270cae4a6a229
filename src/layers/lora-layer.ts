import type { SavedState } from '../saving/saveable.js';
import { Layer } from './layer.js';
import type { EnableLoraOptions, Lora } from './lora.js';

/** What layers with one weight that can be adapted have in common. */
export abstract class LoraLayer extends Layer {
  #lora!: Lora;

  /** The adaptation, which the constructor gives: none of the objects that the layer is made of, hence no field. */
  protected get lora(): Lora {
    return this.#lora;
  }

  protected set lora(lora: Lora) {
    this.#lora = lora;
  }

  /** The rank of the adaptation; null for none. */
  get loraRank(): number | null {
    return this.lora.rank;
  }

  /** How much it counts: `loraAlpha / loraRank` times. */
  get loraAlpha(): number | null {
    return this.lora.alpha;
  }

  get loraEnabled(): boolean {
    return this.lora.enabled;
  }

  /**
   * Freezes the kernel or the embeddings and trains two matrices of this rank, whose product is added to them. Compile
   * the model again.
   *
   * @throws ValueError for a layer that is not built, has a constraint or is adapted already
   */
  enableLora(rank: number, options?: EnableLoraOptions): void {
    this.lora.enable(rank, options);
  }

  override savedState(): SavedState {
    return this.lora.saved(super.savedState());
  }
}
