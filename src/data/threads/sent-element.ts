import { isContainer, type Nested } from '../../support/structure.js';
import type { Element, InnerPipeline } from '../element.js';
import { HostTensor, type HostValues } from '../host-tensor.js';

/** A value of an element on its way to a thread. */
interface SentTensor {
  readonly values: HostValues;
  readonly shape: readonly number[];
  readonly dtype: HostTensor['dtype'];
}

/** An element as messages carry it: leaves in arrays of one, which tells them from dictionaries. */
export type SentElement =
  | { readonly tensor: SentTensor }
  | { readonly list: readonly SentElement[] }
  | { readonly dictionary: readonly (readonly [name: string, part: SentElement])[] };

/**
 * An element for another thread; undefined where it holds a dataset. Numbers are copied, since a message takes all of the
 * memory that they are part of; `transfer` gets the copies.
 */
export function sendElement(
  element: Nested<HostTensor | InnerPipeline>,
  transfer: ArrayBuffer[],
): SentElement | undefined {
  if (element instanceof HostTensor) {
    const { values, shape, dtype } = element;
    if (Array.isArray(values)) {
      const copies = values.map((value) => (typeof value === 'string' ? value : Uint8Array.from(value)));
      return { tensor: { values: copies, shape, dtype } };
    }
    // A Buffer's slice would share the memory.
    const copy = values instanceof Uint8Array ? new Uint8Array(values) : values.slice();
    transfer.push(copy.buffer as ArrayBuffer);
    return { tensor: { values: copy, shape, dtype } };
  }
  if (!isContainer(element)) return undefined;
  if (Array.isArray(element)) {
    const list = element.map((part) => sendElement(part, transfer));
    return list.includes(undefined) ? undefined : { list: list as SentElement[] };
  }
  const dictionary = Object.entries(element).map(
    ([name, part]) => [name, sendElement(part as Nested<HostTensor>, transfer)] as const,
  );
  if (dictionary.some(([, part]) => part === undefined)) return undefined;
  return { dictionary: dictionary as [string, SentElement][] };
}

/** The element that was sent. */
export function receiveElement(sent: SentElement): Element {
  if ('tensor' in sent) return new HostTensor(sent.tensor.values, sent.tensor.shape, sent.tensor.dtype);
  if ('list' in sent) return sent.list.map(receiveElement);
  return Object.fromEntries(sent.dictionary.map(([name, part]) => [name, receiveElement(part)]));
}
