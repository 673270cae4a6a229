/** What stands here for words of Python that a guide's reader writes first. */
const WORDS: Readonly<Record<string, string>> = {
  False: 'false',
  None: 'null, or leave the option out',
  True: 'true',
  dict: '{ key: value }',
  float: 'tensor.numpy(), or Number(text)',
  int: 'Math.trunc(number), or tensor.cast("int32")',
  keras: 'tf.keras, or models, layers, optimizers ... alone',
  len: 'list.length, or tensor.shape[0]',
  np: 'tf and ops: tf.tensor(...), ops.mean(x)',
  print: 'console.log(...)',
  range: 'data.Dataset.range(...), tf.range(...), or for (let i = 0; i < n; i++)',
  self: 'this',
  str: 'String(value)',
};

/**
 * What to write in place of Python, where an error of V8's tells that it was written: names in snake_case are in camelCase
 * here, and some words have others. Nothing for other errors.
 */
export function fixForPython(error: Error, message: string): string | undefined {
  if (error instanceof TypeError) {
    const [, called] =
      /\.([a-z][a-z0-9]*(?:_[a-z0-9]+)+) is not a (?:function|constructor)/.exec(message) ?? [];
    if (called === undefined) return undefined;
    return `${called.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())}: names are in camelCase here`;
  }
  if (!(error instanceof ReferenceError)) return undefined;
  const [, word = ''] = /^(\w+) is not defined$/.exec(message) ?? [];
  return Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
}
