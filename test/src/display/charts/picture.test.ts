import assert from 'node:assert/strict';
import { test } from 'node:test';
import { history } from '../../../../src/display/charts/history.js';
import { drawPicture, drawSvg, rasterize } from '../../../../src/display/charts/picture.js';

test('a picture is on white with black text, at twice the size', async () => {
  const { spec } = history({ history: { loss: [3, 2, 1] } });
  const { svg, png, width, height } = await drawPicture(spec);
  assert.match(svg, /<rect width="\d+" height="\d+" fill="#ffffff"/);
  assert.match(svg, /fill="#000/);
  const view = new DataView(png.buffer, png.byteOffset);
  assert.equal(view.getUint32(16), 2 * width);
  assert.equal(view.getUint32(20), 2 * height);
});

test('text is drawn: without a font the picture would be far smaller', async () => {
  const svg = (text: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40"><text y="30" font-family="DejaVu Sans" font-size="30">${text}</text></svg>`;
  const [words, none] = await Promise.all([rasterize(svg('words')), rasterize(svg(''))]);
  assert.ok(words.png.length > 2 * none.png.length, `${words.png.length} against ${none.png.length}`);
});

test('vega itself is drawn too', async () => {
  const svg = await drawSvg({
    $schema: 'https://vega.github.io/schema/vega/v5.json',
    width: 30,
    height: 20,
    marks: [{ type: 'rect', encode: { enter: { width: { value: 9 }, height: { value: 9 } } } }],
  });
  assert.match(svg, /^<svg/);
});
