import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decodeWav } from '../../../../src/data/audio/decode-wav.js';

interface Parts {
  readonly format?: number;
  readonly channels?: number;
  readonly bits: number;
  readonly data: readonly number[];
}

/** A file whose header has a part that nobody knows, of an odd length. */
function wav({ format = 1, channels = 1, bits, data }: Parts): Buffer {
  const part = (name: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(name);
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const head = Buffer.alloc(16);
  head.writeUInt16LE(format, 0);
  head.writeUInt16LE(channels, 2);
  head.writeUInt32LE(8000, 4);
  head.writeUInt16LE(bits, 14);
  const parts = [part('LIST', Buffer.from('abc')), part('fmt ', head), part('data', Buffer.from(data))];
  return part('RIFF', Buffer.concat([Buffer.from('WAVE'), ...parts]));
}

const valuesOf = (parts: Parts) => [...decodeWav('a.wav', wav(parts)).values];

describe('decodeWav', () => {
  it('reads integers of 8 to 32 bits, and floats', () => {
    assert.deepEqual(valuesOf({ bits: 8, data: [0, 128, 192] }), [-1, 0, 0.5]);
    assert.deepEqual(valuesOf({ bits: 16, data: [0, 0x80, 0, 0x40] }), [-1, 0.5]);
    assert.deepEqual(valuesOf({ bits: 24, data: [0, 0, 0x80, 0, 0, 0x20, 1, 0, 0] }), [-1, 0.25, 2 ** -23]);
    assert.deepEqual(valuesOf({ bits: 32, data: [0, 0, 0, 0x80] }), [-1]);
    assert.deepEqual(valuesOf({ format: 3, bits: 32, data: [0, 0, 0x40, 0x3f] }), [0.75]);
    const { channels, rate, values } = decodeWav(
      'a.wav',
      wav({ channels: 2, bits: 16, data: [0, 0, 0, 64, 0] }),
    );
    assert.deepEqual([channels, rate, ...values], [2, 8000, 0, 0.5]);
  });

  it('says which file cannot be read, and why', () => {
    const fails = (file: Uint8Array, why: RegExp) => assert.throws(() => decodeWav('a.wav', file), why);
    const whole = wav({ bits: 16, data: [1, 2] });
    fails(
      Buffer.from('no sound'),
      /^ValueError: a\.wav: expected a WAV file .* first bytes.*\nFix: .*ffmpeg/,
    );
    fails(whole.subarray(0, whole.length - 1), /its part 'data' of 2 bytes ends behind it/);
    fails(whole.subarray(0, 40), /its part 'fmt ' of 16 bytes/);
    fails(wav({ format: 85, bits: 16, data: [] }), /1 channels of 16 bits in the format 85/);
    fails(wav({ channels: 0, bits: 16, data: [] }), /0 channels/);
    fails(whole.subarray(0, 24), /it has no values/);
  });
});
