import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';
import { Chart } from '../../../../src/display/charts/chart.js';
import { history } from '../../../../src/display/charts/history.js';
import { DISPLAY } from '../../../../src/display/displayable.js';

const chart = history({ history: { loss: [3, 2, 1] } });
let folder = '';
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'chart-'));
});
after(() => rm(folder, { recursive: true }));

test('shows itself: chart, clear pixel, text; never HTML, which JupyterLab would prefer', () => {
  const { data } = chart[DISPLAY]();
  assert.deepEqual(Object.keys(data), ['application/vnd.vegalite.v5+json', 'image/png', 'text/plain']);
  assert.equal(data['application/vnd.vegalite.v5+json'], chart.spec);
  assert.equal(inspect(chart), String(chart));
});

test('saves as svg, png and json, and leaves nothing else behind', async () => {
  await chart.save(path.join(folder, 'a.svg'));
  await chart.save(path.join(folder, 'a.PNG'));
  await chart.save(path.join(folder, 'a.vl.json'));
  assert.deepEqual((await readdir(folder)).sort(), ['a.PNG', 'a.svg', 'a.vl.json']);
  assert.match(await readFile(path.join(folder, 'a.svg'), 'utf8'), /^<svg/);
  assert.equal((await readFile(path.join(folder, 'a.PNG'))).subarray(1, 4).toString(), 'PNG');
  assert.deepEqual(JSON.parse(await readFile(path.join(folder, 'a.vl.json'), 'utf8')), chart.spec);
});

test('another ending, a missing folder', async () => {
  await assert.rejects(chart.save('curve.gif'), {
    name: 'ValueError',
    message:
      /must end in \.svg, \.png or \.json; received curve\.gif\.\nFix: await chart\.save\('curve\.png'\)/,
  });
  await assert.rejects(chart.save(path.join(folder, 'no', 'a.json')), {
    name: 'ValueError',
    message: /ENOENT/,
  });
});

test('a changed specification is what is shown', () => {
  const mine = new Chart({ spec: chart.spec, toText: () => 'mine' });
  mine.spec = { ...mine.spec, title: 'Mine' };
  const { data } = mine[DISPLAY]();
  assert.equal((data['application/vnd.vegalite.v5+json'] as { title: string }).title, 'Mine');
  assert.equal(data['text/plain'], 'mine');
});
