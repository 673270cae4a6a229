import assert from 'node:assert/strict';
import { test } from 'node:test';
import { audioDatasetFromDirectory } from '../../../src/data/audio-dataset-from-directory.js';

// What it gives is compared with Keras's in test/oracle/sounds.test.ts.
test('says what it cannot do', () => {
  const fails = (options: object, why: RegExp) =>
    assert.throws(() => audioDatasetFromDirectory('sounds', options), why);
  fails(
    { samplingRate: 16_000 },
    /sounds are not resampled here; received samplingRate 16000.*\nFix: ffmpeg/,
  );
  fails({ ragged: true }, /no ragged tensors.*\nFix: .*outputSequenceLength/);
  fails({ outputSequenceLength: 0 }, /outputSequenceLength must be a positive integer; received 0/);
  fails({ imageSize: 3 }, /unknown option imageSize/);
  fails({}, /expected a folder; 'sounds' could not be read|expected a folder; "sounds" could not be read/);
});
