import { type CpuBackend, makeOutputs } from './cpu-memory.js';
import type { MaxPoolLoops, PoolAxis, PoolWindows } from './max-pool.js';

/** Max pooling in plain JavaScript. */
export const cpuMaxPool: MaxPoolLoops = {
  maxima(x, outShape, windows, backend) {
    const cpu = backend as CpuBackend;
    const { infos, arrays } = makeOutputs(cpu, [outShape]);
    const values = cpu.readSync(x.dataId);
    forEachMaximum(values, windows, (at, place) => {
      arrays[0]![at] = values[place]!;
    });
    return infos[0]!;
  },
  gradient(x, dy, windows, backend) {
    const cpu = backend as CpuBackend;
    const { infos, arrays } = makeOutputs(cpu, [x.shape]);
    const dx = arrays[0]!;
    const slopes = cpu.readSync(dy.dataId);
    forEachMaximum(cpu.readSync(x.dataId), windows, (at, place) => {
      dx[place] = dx[place]! + slopes[at]!;
    });
    return infos[0]!;
  },
};

/** Calls `visit` for each output with its place and the place of the first maximum of its window. */
function forEachMaximum(
  values: Float32Array | Int32Array,
  { batch, channels, axes: [depth, height, width] }: PoolWindows,
  visit: (at: number, place: number) => void,
): void {
  const best = new Float32Array(channels);
  const places = new Int32Array(channels);
  let at = 0;
  for (let image = 0; image < batch; image++) {
    for (let od = 0; od < depth.output; od++) {
      const [firstPlane, lastPlane] = range(depth, od);
      for (let oh = 0; oh < height.output; oh++) {
        const [firstRow, lastRow] = range(height, oh);
        for (let ow = 0; ow < width.output; ow++) {
          const [firstColumn, lastColumn] = range(width, ow);
          places.fill(-1);
          for (let d = firstPlane; d < lastPlane; d++) {
            for (let h = firstRow; h < lastRow; h++) {
              const row = ((image * depth.input + d) * height.input + h) * width.input;
              for (let w = firstColumn; w < lastColumn; w++) {
                const start = (row + w) * channels;
                for (let c = 0; c < channels; c++) {
                  const value = values[start + c]!;
                  if (value > best[c]! || places[c] === -1) {
                    best[c] = value;
                    places[c] = start + c;
                  }
                }
              }
            }
          }
          for (let c = 0; c < channels; c++) visit(at + c, places[c]!);
          at += channels;
        }
      }
    }
  }
}

/** The inputs under the window of an output. */
function range({ input, window, stride, before }: PoolAxis, output: number): [first: number, end: number] {
  const start = output * stride - before;
  return [Math.max(start, 0), Math.min(start + window, input)];
}
