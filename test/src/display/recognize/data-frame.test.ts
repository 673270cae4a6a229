import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataFrameBundle, isDataFrame } from '../../../../src/display/recognize/data-frame.js';

const records = [
  { name: 'a<b', size: 1.5, when: new Date(0) },
  { name: null, size: 20, when: null },
];
const polars = {
  schema: { name: {}, size: {}, when: {} },
  height: 2,
  head: (count: number) => ({ toRecords: () => records.slice(0, count) }),
  toRecords: () => records,
};
const arquero = {
  columnNames: () => ['name', 'size'],
  numRows: () => 1200,
  objects: ({ limit }: { limit: number }) =>
    Array.from({ length: limit }, (_, size) => ({ name: 'x', size })),
};
const danfo = {
  columns: ['a', 'b'],
  shape: [2, 2],
  dtypes: ['int32', 'string'],
  values: [
    [1, 'x'],
    [2, 'y'],
  ],
};

test('a frame of polars: a table, its text, its schema', () => {
  const { data } = dataFrameBundle(polars);
  assert.deepEqual(String(data['text/plain']).split('\n').slice(-4), [
    'a<b    1.5  1970-01-01T00:00:00.000Z',
    '        20',
    '',
    '2 rows × 3 columns',
  ]);
  assert.match(String(data['text/html']), /<td style="text-align:left">a&lt;b<\/td>/);
  assert.deepEqual(data['application/vnd.dataresource+json'], {
    data: [
      { name: 'a<b', size: 1.5, when: '1970-01-01T00:00:00.000Z' },
      { name: null, size: 20, when: null },
    ],
    schema: {
      fields: [
        { name: 'name', type: 'string' },
        { name: 'size', type: 'number' },
        { name: 'when', type: 'datetime' },
      ],
    },
  });
});

test('frames of arquero and danfo; of a long one the first rows', () => {
  const long = dataFrameBundle(arquero).data;
  assert.equal(String(long['text/html']).match(/<td/g)?.length, 100);
  assert.match(String(long['text/plain']), /1,200 rows × 2 columns$/);
  assert.match(String(dataFrameBundle(danfo).data['text/plain']), /^a +b\n─+\n1 +x\n2 +y\n/);
});

test('other objects are no frames', () => {
  for (const one of [polars, arquero, danfo]) assert.ok(isDataFrame(one));
  const others = [
    null,
    [],
    {},
    { schema: {}, head() {} },
    { columns: ['a'], shape: [1, 2], dtypes: [], values: [] },
  ];
  for (const value of others) assert.ok(!isDataFrame(value));
});
