import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activationChart } from '../../../../src/display/charts/activation-chart.js';
import { confusionMatrix } from '../../../../src/display/charts/confusion-matrix.js';
import { filters } from '../../../../src/display/charts/filters.js';
import { graph } from '../../../../src/display/charts/graph.js';
import { histogram } from '../../../../src/display/charts/histogram.js';
import { history } from '../../../../src/display/charts/history.js';
import { images } from '../../../../src/display/charts/images.js';
import { drawPicture, drawSvg, rasterize } from '../../../../src/display/charts/picture.js';
import { assertGoldenSvg } from '../golden.js';
import { BRANCHED } from '../sample-graph.js';
import { bell, fakeTensor } from '../sample-tensor.js';
import { sampleClasses } from './sample-classes.js';
import { sampleImages } from './sample-images.js';
import { SAMPLE_RUNS } from './sample-runs.js';

test('each chart is drawn as its golden file', async () => {
  const { labels, predictions } = sampleClasses(3, 60);
  const { images: pixels } = sampleImages(3);
  // The bytes of a PNG depend on the version of zlib.
  const withoutPixels = (svg: string) => svg.replace(/data:image\/png;base64,[^"]*/g, 'data:image/png');
  const charts = {
    'training-curves': history(SAMPLE_RUNS.adam),
    comparison: history(SAMPLE_RUNS),
    'confusion-matrix': confusionMatrix(labels, predictions, { classNames: ['cat', 'dog', 'bird'] }),
    'confusion-shares': confusionMatrix(labels, predictions, { normalize: true }),
    'weight-histograms': histogram({ kernel: bell(300) }, { before: { kernel: bell(300, 0.1) }, bins: 12 }),
    'model-graph': graph(BRANCHED),
    'image-grid': images(pixels, { labels: [0, 1, 0], predictions: [0, 1, 1] }),
    filters: filters(fakeTensor(bell(18), [3, 3, 1, 2]) as never),
    activations: activationChart('dense', { values: bell(5), shape: [5] }, 5),
  };
  for (const [name, chart] of Object.entries(charts)) {
    assertGoldenSvg(`${name}.svg`, withoutPixels(await chart.toSvg()));
  }
});

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

test('a picture of a hundred panels is less sharp, unless it is asked for', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="500" height="20000"/>';
  const pixels = async (sharpness?: number) => {
    const { png, width, height } = await rasterize(svg, sharpness);
    const view = new DataView(png.buffer, png.byteOffset);
    return [width, height, view.getUint32(16) * view.getUint32(20)];
  };
  const [width, height, all] = await pixels();
  assert.deepEqual([width, height], [500, 20_000]);
  assert.ok(all! <= 16.1e6, String(all));
  assert.equal((await pixels(2))[2], 4e7);
});
