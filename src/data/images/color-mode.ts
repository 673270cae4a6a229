import { type DataFormatId, getDataFormat } from '../../backends/operations/data-format.js';
import { checkChoice } from '../../support/check.js';

/** What a pixel is: grey, colours, or colours with alpha. */
export type ColorMode = 'grayscale' | 'rgb' | 'rgba';

const CHANNELS = { grayscale: 1, rgb: 3, rgba: 4 } as const;

/** How many values a pixel has. */
export function channelsOfMode(where: string, colorMode: ColorMode): 1 | 3 | 4 {
  return CHANNELS[checkChoice(where, 'colorMode', colorMode, Object.keys(CHANNELS) as ColorMode[])];
}

/** True where the channels are the first axis. */
export function isChannelsFirst(where: string, dataFormat: DataFormatId | null | undefined): boolean {
  return getDataFormat(where, dataFormat) === 'channelsFirst';
}

/** Values of pixels, all of a channel behind one another. */
export function channelsFirst(values: Float32Array, channels: number): Float32Array {
  const count = values.length / channels;
  const made = new Float32Array(values.length);
  for (let i = 0; i < count; i++)
    for (let channel = 0; channel < channels; channel++)
      made[channel * count + i] = values[i * channels + channel]!;
  return made;
}
