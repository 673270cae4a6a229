import { homedir } from 'node:os';

/** A path as it was typed: quotes are there for its blanks. */
export function withoutQuotes(text: string): string {
  return /^(['"])(.*)\1$/.exec(text)?.[2] ?? text;
}

/** The same, with the home folder for ~. */
export function typedPath(text: string): string {
  return withoutQuotes(text).replace(/^~(?=$|[\\/])/, homedir());
}
