import { existsSync } from 'node:fs';
import { type Element, toHost } from '../element.js';
import { ElementWriter, readElements } from '../element-file.js';
import type { Stage } from '../stage.js';
import { chain, type Stream } from '../stream.js';

const WHERE = 'Dataset.cache';

/** Keeps the elements of the first complete reading in a file; later readings, also of later runs, take them there. */
export function cacheFile(input: Stage<Element>, path: string): Stage<Element> {
  return {
    name: 'cache',
    details: path,
    cardinality: input.cardinality,
    spec: input.spec,
    open: () =>
      existsSync(path)
        ? readElements(WHERE, path, 'delete the file, and it is made anew')
        : written(input.open(), new ElementWriter(WHERE, path)),
  };
}

/** The items of a stream, which are written on their way; `done` is called when all of them were. */
export function written(
  stream: Stream<Element>,
  writer: ElementWriter,
  seen: (element: Element) => void = () => undefined,
  done: () => void = () => undefined,
): Stream<Element> {
  const write = (element: Element): Element => {
    writer.write(element);
    seen(element);
    return element;
  };
  return {
    next: () =>
      chain(stream.next(), (element) => {
        if (element !== null) return chain(toHost(element) as Element, write);
        writer.end(true);
        done();
        return null;
      }),
    close() {
      writer.end(false);
      return stream.close?.();
    },
  };
}
