import { globSync } from 'tinyglobby';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';

/** Options of `listFiles`. */
export interface ListFilesOptions {
  /** True by default. */
  readonly shuffle?: boolean | undefined;
  readonly seed?: number | null | undefined;
}

/** The files that patterns name, sorted. */
export function matchingFiles(patterns: readonly string[]): string[] {
  const found = globSync([...patterns], { absolute: false, dot: false, expandDirectories: false });
  if (found.length > 0) return found.sort();
  throw new ValueError(`Dataset.listFiles: expected files; none matches ${patterns.join(' or ')}.`);
}

/** One or several file names. */
export function sourceList(where: string, sources: string | readonly string[]): readonly string[] {
  const list = typeof sources === 'string' ? [sources] : sources;
  if (Array.isArray(list) && list.length > 0 && list.every((one) => typeof one === 'string')) return list;
  throw new ValueError(`${where}: expected the name of a file, or several; received ${show(sources)}.`);
}
