/**
 * What front ends and notebooks are told of the language. `codemirror_mode` is a text: its object form would be
 * highlighted as JavaScript.
 *
 * @see https://jupyter-client.readthedocs.io/en/latest/messaging.html#kernel-info
 */
export const LANGUAGE_INFO = {
  name: 'typescript',
  version: '7.0',
  mimetype: 'text/typescript',
  file_extension: '.ts',
  codemirror_mode: 'typescript',
  pygments_lexer: 'typescript',
  nbconvert_exporter: 'script',
} as const;
