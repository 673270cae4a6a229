import assert from 'node:assert/strict';

/** What JupyterLab 4.6's sanitizer lets through in an untrusted notebook, as far as our outputs use it. */
const ELEMENTS = new Set(
  'div span b p table caption colgroup col thead tbody tfoot tr th td details summary progress img figure figcaption u pre br'.split(
    ' ',
  ),
);
const PROPERTIES = new Set(
  [
    'background border border-bottom border-collapse border-left border-top caption-side cursor display',
    'align-items flex-wrap font-family font-size font-weight gap height line-height margin margin-right max-width',
    'min-width opacity overflow overflow-x padding padding-left padding-right table-layout text-align text-decoration text-overflow',
    'vertical-align white-space width',
  ]
    .join(' ')
    .split(' '),
);
/** `role` and `aria-*` are sent for trusted notebooks, and stripped from others without loss. */
const ATTRIBUTES = new Set(
  'style title scope colspan open value max alt src width height role aria-label'.split(' '),
);

/**
 * Fails if an output uses an element, an attribute or a style that an untrusted notebook would strip. Rules for paper may be
 * stripped: nothing on a screen depends on them.
 */
export function assertSurvivesSanitizer(output: string): void {
  const html = output.replace(/<style><!-- @media print\{[^<]*<\/style>/, '');
  for (const [, name = '', attributes = ''] of html.matchAll(
    /<([a-z]+\d?)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g,
  )) {
    assert.ok(ELEMENTS.has(name), `<${name}> is stripped or not in the list`);
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
      assert.ok(ATTRIBUTES.has(attribute), `${attribute} on <${name}> is stripped or not in the list`);
      if (attribute === 'style') assertStyle(value);
    }
  }
  const tags = html.match(/<[a-zA-Z]/g)?.length ?? 0;
  const understood = [...html.matchAll(/<([a-z]+\d?)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*>/g)].length;
  assert.equal(understood, tags, 'a tag is not well formed');
}

function assertStyle(style: string): void {
  for (const declaration of style.split(';')) {
    if (declaration.trim() === '') continue;
    const [property = '', ...rest] = declaration.split(':');
    const value = rest.join(':');
    assert.ok(PROPERTIES.has(property.trim()), `style ${property} is stripped or not in the list`);
    assert.doesNotMatch(
      value,
      /currentColor|inherit|hsl\(|var\(|light-dark|color-mix/i,
      `style ${declaration}`,
    );
    assert.doesNotMatch(value, /rgba?\([^)]*[ /][^)]*\)/, `style ${declaration}`);
  }
}
