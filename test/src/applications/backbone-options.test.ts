import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import {
  BACKBONE_OPTIONS,
  type BackboneOptions,
  checkBackbone,
  sourcesOf,
} from '../../../src/applications/backbone-options.js';
import { ensureReady } from '../../../src/backends/choose.js';
import { setImageDataFormat } from '../../../src/backends/operations/data-format.js';
import { Add, Dense, Input } from '../../../src/layers/index.js';

before(ensureReady);

const check = (options: BackboneOptions) => checkBackbone('Test', options, BACKBONE_OPTIONS, 224);

test('the shape of images: the usual one with a classifier, any without, and that of a tensor', () => {
  assert.deepEqual(check({}).inputShape, [224, 224, 3]);
  assert.deepEqual(check({ includeTop: false }).inputShape, [null, null, 3]);
  assert.deepEqual(check({ weights: null, inputShape: [32, 48, 1] }).inputShape, [32, 48, 1]);
  const inputTensor = Input({ shape: [64, 64, 3] });
  assert.deepEqual(check({ includeTop: false, inputTensor }).inputShape, [64, 64, 3]);
});

test('what does not fit is said', () => {
  const refused: [BackboneOptions, RegExp][] = [
    [{ includetop: false } as never, /includetop[\s\S]*includeTop/],
    [{ weights: 3 as never }, /'imagenet', null or the path of a file; received 3/],
    [{ inputTensor: 'x' as never }, /a symbolic tensor; received "x"/],
    [{ pooling: 'mean' as never }, /pooling must be one of/],
    [{ classes: 10 }, /1000 classes; received classes 10/],
    [{ classes: 0, weights: null }, /classes/],
    [{ classifierActivation: 'sigmoid' }, /'softmax' or null with pretrained weights/],
    [{ inputShape: [224, 224] }, /\[height, width, channels\]/],
    [{ inputShape: [16, 16, 3], weights: null }, /at least 32 x 32; received inputShape \(16, 16, 3\)/],
    [{ inputShape: [64, 64, 1], includeTop: false }, /3 channels, as the weights of ImageNet/],
    [{ inputShape: [null, 64, 3], weights: null }, /without null with a classifier/],
    [{ inputShape: [64, 64, 3] }, /expected inputShape \(224, 224, 3\) for the classifier of ImageNet/],
  ];
  for (const [options, message] of refused) assert.throws(() => check(options), message);
  setImageDataFormat('channelsFirst');
  try {
    assert.throws(() => check({}), /channels last; received the format channelsFirst/);
  } finally {
    setImageDataFormat('channelsLast');
  }
  check({ weights: null, classifierActivation: 'sigmoid', classes: 3 });
  check({ classifierActivation: null });
});

test('a tensor comes from the inputs behind it', () => {
  const [a, b] = [Input({ shape: [2] }), Input({ shape: [2] })];
  assert.equal(sourcesOf(a), a);
  const x = new Dense({ units: 2 })(a);
  assert.equal(sourcesOf(x), a);
  assert.deepEqual(sourcesOf(new Add()([x, new Dense({ units: 2 })(b)])), [a, b]);
});
