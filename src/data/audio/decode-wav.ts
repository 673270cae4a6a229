import { ValueError } from '../../support/errors.js';

/** Sound: values from -1 to 1, of all channels at a time behind one another. */
export interface Sound {
  /** Values of each channel in a second. */
  readonly rate: number;
  readonly channels: number;
  readonly values: Float32Array;
}

const PCM = 1;
const FLOAT = 3;
/** The kind stands further behind. */
const EXTENSIBLE = 0xfffe;

type Read = (view: DataView, at: number) => number;

/** How a value is read, by kind and bits. Divided as TensorFlow does: the largest integer is a little less than 1. */
const READERS: Readonly<Record<string, Read>> = {
  [`${PCM} 8`]: (view, at) => (view.getUint8(at) - 128) / 128,
  [`${PCM} 16`]: (view, at) => view.getInt16(at, true) / 2 ** 15,
  [`${PCM} 24`]: (view, at) => ((view.getInt16(at + 1, true) << 8) | view.getUint8(at)) / 2 ** 23,
  [`${PCM} 32`]: (view, at) => view.getInt32(at, true) / 2 ** 31,
  [`${FLOAT} 32`]: (view, at) => view.getFloat32(at, true),
};

/**
 * The sound of a WAV file of integers of 8 to 32 bits, or of floats of 32.
 * See http://soundfile.sapp.org/doc/WaveFormat/.
 *
 * @param where what the file is called in errors
 * @throws ValueError when it is another one, or damaged
 */
export function decodeWav(where: string, file: Uint8Array): Sound {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const name = (at: number) => Buffer.from(file.subarray(at, at + 4)).toString('latin1');
  if (name(0) !== 'RIFF' || name(8) !== 'WAVE') throw refused(where, 'its first bytes are others');
  let format: { read: Read; size: number; channels: number; rate: number } | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const length = view.getUint32(at + 4, true);
    const begin = at + 8;
    const end = begin + length;
    const kind = name(at);
    if (end > file.length) throw refused(where, `its part '${kind}' of ${length} bytes ends behind it`);
    if (kind === 'fmt ' && length >= 16) {
      const given = view.getUint16(begin, true);
      const code = given === EXTENSIBLE && length >= 26 ? view.getUint16(begin + 24, true) : given;
      const [channels, bits] = [view.getUint16(begin + 2, true), view.getUint16(begin + 14, true)];
      const read = READERS[`${code} ${bits}`];
      if (read === undefined || channels === 0)
        throw refused(where, `it has ${channels} channels of ${bits} bits in the format ${code}`);
      format = { read, size: bits / 8, channels, rate: view.getUint32(begin + 4, true) };
    } else if (kind === 'data') {
      if (format === undefined) throw refused(where, 'its values come before their format');
      const { read, size, channels, rate } = format;
      const values = new Float32Array(Math.floor(length / (size * channels)) * channels);
      for (let i = 0; i < values.length; i++) values[i] = read(view, begin + i * size);
      return { rate, channels, values };
    }
    // Parts begin at even places.
    at = end + (length % 2);
  }
  throw refused(where, 'it has no values');
}

function refused(where: string, why: string): ValueError {
  return new ValueError(`${where}: expected a WAV file that can be read; ${why}.`, {
    fix: 'the file is damaged, or packed: ffmpeg -i sound.mp3 -c:a pcm_s16le sound.wav',
  });
}
