import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { show } from '../../support/check.js';
import { ValueError } from '../../support/errors.js';

/** Labels of files: those of the folders that they are in, none, or one number for each file. */
export type Labels = 'inferred' | null | readonly number[];

/** Files, in the order of their names, and what is known of them. */
export interface FileIndex {
  readonly files: readonly string[];
  readonly labels: readonly number[] | null;
  readonly classNames: readonly string[] | null;
}

/** What decides which files there are. */
export interface IndexOptions {
  readonly labels: Labels;
  readonly classNames: readonly string[] | null;
  readonly followLinks: boolean;
  /** Endings in lower case. */
  readonly formats: readonly string[];
}

/**
 * The files of a folder: of each folder in it, whose name is their class, or of all of it.
 *
 * @throws ValueError when there is no such folder, or classes or labels do not fit it
 */
export function indexDirectory(where: string, directory: string, options: IndexOptions): FileIndex {
  const { labels, classNames, formats, followLinks } = options;
  if (labels !== 'inferred') {
    if (classNames !== null) {
      throw new ValueError(
        `${where}: classNames are for labels 'inferred'; received labels ${show(labels)}.`,
      );
    }
    const files = filesBelow(where, directory, formats, followLinks);
    if (labels === null) return { files, labels, classNames: null };
    if (labels.length !== files.length) {
      throw new ValueError(
        `${where}: expected a label for each file; received ${labels.length} for the ${files.length} files in ${directory}.`,
      );
    }
    const numbers = [...new Set(labels)].sort((a, b) => a - b);
    return { files, labels, classNames: numbers.map(String) };
  }
  const found = entriesOf(where, directory)
    .filter((name) => !name.startsWith('.') && isFolder(join(directory, name)))
    .sort();
  const odd = classNames?.find((name) => !found.includes(name));
  if (odd !== undefined) {
    throw new ValueError(
      `${where}: classNames must be folders of ${directory}, which are ${found.join(', ')}; received ${show(odd)}.`,
    );
  }
  const classes = classNames ?? found;
  const files = classes.map((name) => filesBelow(where, join(directory, name), formats, followLinks));
  return {
    files: files.flat(),
    labels: files.flatMap((list, label) => list.map(() => label)),
    classNames: classes,
  };
}

/** Files by the names of their folders, then by their own, as Keras sorts `os.walk`. */
function filesBelow(
  where: string,
  directory: string,
  formats: readonly string[],
  followLinks: boolean,
): string[] {
  const byFolder: [folder: string, files: string[]][] = [];
  const visit = (folder: string, above: readonly string[]): void => {
    const files: string[] = [];
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() || (entry.isSymbolicLink() && isFolder(path))) {
        if (entry.isDirectory() || (followLinks && !above.includes(inode(path))))
          visit(path, [...above, inode(path)]);
      } else if (formats.some((ending) => entry.name.toLowerCase().endsWith(ending))) files.push(path);
    }
    byFolder.push([folder, files.sort()]);
  };
  entriesOf(where, directory);
  visit(directory, [inode(directory)]);
  byFolder.sort(([a], [b]) => (relative(directory, a) < relative(directory, b) ? -1 : 1));
  return byFolder.flatMap(([, files]) => files);
}

function entriesOf(where: string, directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    throw new ValueError(
      `${where}: expected a folder; ${show(directory)} could not be read (${(cause as Error).message}).`,
      { cause },
    );
  }
}

/** A link that leads back to a folder above it would never end. */
function inode(path: string): string {
  const { dev, ino } = statSync(path);
  return `${dev}:${ino}`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
