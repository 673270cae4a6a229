import * as tf from '@tensorflow/tfjs-core';
import type { TensorInput } from '../../../backends/operations/convert.js';
import {
  FILL_MODES,
  type FillMode,
  PIXEL_INTERPOLATIONS,
  type PixelInterpolation,
  projectImages,
} from '../../../backends/operations/projective-transform.js';
import { normal, type Seed } from '../../../backends/random.js';
import { checkChoice } from '../../../support/check.js';
import { ShapeError, ValueError } from '../../../support/errors.js';
import { showShape } from '../../../support/shape.js';
import { asFloat, asTensor } from '../as-tensor.js';
import { defineOp } from '../define-op.js';
import { type Format, ofImages } from './as-images.js';
import { blurred } from './filters.js';

// See https://keras.io/api/ops/image/.

/** Images after an affine transform `[a0, a1, a2, b0, b1, b2, c0, c1]`, or one for each: the pixel at (x, y) is that at ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) / k), k = c0 x + c1 y + 1. */
export const affineTransform = defineOp(
  'affineTransform',
  ['images', 'transform', 'interpolation', 'fillMode', 'fillValue', 'dataFormat'],
  (
    images: TensorInput,
    transform: TensorInput,
    interpolation: PixelInterpolation = 'bilinear',
    fillMode: FillMode = 'constant',
    fillValue: number = 0,
    dataFormat: Format = null,
  ) => {
    const where = 'ops.image.affineTransform';
    checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    checkChoice(where, 'fillMode', fillMode, FILL_MODES);
    const transforms = asFloat(transform);
    const rows = transforms.rank === 1 ? tf.expandDims(transforms, 0) : transforms;
    return ofImages('affineTransform', images, dataFormat, (batch) =>
      tf.cast(
        projectImages(tf.cast(batch, 'float32'), rows, { interpolation, fillMode, fillValue }),
        batch.dtype,
      ),
    );
  },
);

/**
 * The transforms `[batch, 8]` that take four end points `[batch, 4, 2]` to their start points, by way of the unit square
 * (Heckbert, 1989, section 2.2). Keras solves eight equations, which takes a host that has the values.
 */
export function homography(start: tf.Tensor, end: tf.Tensor): tf.Tensor {
  const [u, v, w] = fromSquare(end);
  // Columns crossed are the rows of the inverse, but for a factor, which goes where the last value becomes 1.
  const toSquare = tf.stack([cross(v, w), cross(w, u), cross(u, v)], 1);
  const product = tf.reshape(tf.matMul(tf.stack(fromSquare(start), 2), toSquare), [-1, 9]);
  return tf.div(tf.slice(product, [0, 0], [-1, 8]), tf.slice(product, [0, 8], [-1, 1]));
}

type Columns = [tf.Tensor, tf.Tensor, tf.Tensor];

/** The columns `[batch, 3]` of the transforms that take (0, 0), (1, 0), (0, 1) and (1, 1) to four points. */
function fromSquare(points: tf.Tensor): Columns {
  const [p, q, r, s] = tf.unstack(points, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const [across, down] = [tf.sub(q, s), tf.sub(r, s)];
  // Nothing where they are a parallelogram.
  const skew = tf.sub(tf.add(p, s), tf.add(q, r));
  const area = minor(across, down);
  const [g, h] = [tf.div(minor(skew, down), area), tf.div(minor(across, skew), area)];
  const column = (to: tf.Tensor, far: tf.Tensor) =>
    tf.concat([tf.add(tf.sub(to, p), tf.mul(to, far)), far], 1);
  return [column(q, g), column(r, h), tf.concat([p, tf.onesLike(g)], 1)];
}

/** The determinants `[batch, 1]` of two columns `[batch, 2]`. */
function minor(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const product = tf.mul(a, tf.reverse(b, 1));
  return tf.sub(tf.slice(product, [0, 0], [-1, 1]), tf.slice(product, [0, 1], [-1, 1]));
}

/** The cross products of vectors `[batch, 3]`. */
function cross(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  const turned = (x: tf.Tensor, by: number) =>
    tf.concat([tf.slice(x, [0, by], [-1, -1]), tf.slice(x, [0, 0], [-1, by])], 1);
  return tf.sub(tf.mul(turned(a, 1), turned(b, 2)), tf.mul(turned(a, 2), turned(b, 1)));
}

/** Images after the change of perspective that takes four points `[[x, y], ...]` to four others; or four for each image. */
export const perspectiveTransform = defineOp(
  'perspectiveTransform',
  ['images', 'startPoints', 'endPoints', 'interpolation', 'fillValue', 'dataFormat'],
  (
    images: TensorInput,
    startPoints: TensorInput,
    endPoints: TensorInput,
    interpolation: PixelInterpolation = 'bilinear',
    fillValue: number = 0,
    dataFormat: Format = null,
  ) => {
    const where = 'ops.image.perspectiveTransform';
    checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS);
    const [start, end] = [startPoints, endPoints].map((points) => {
      const given = asFloat(points);
      if (![2, 3].includes(given.rank) || given.shape.slice(-2).join() !== '4,2')
        throw new ShapeError(
          `${where}: expected points of shape (4, 2), or (batch, 4, 2); received ${showShape(given.shape)}.`,
        );
      return given.rank === 2 ? tf.expandDims(given, 0) : given;
    }) as [tf.Tensor, tf.Tensor];
    const options = { interpolation, fillMode: 'constant', fillValue } as const;
    return ofImages('perspectiveTransform', images, dataFormat, (batch) =>
      tf.cast(projectImages(tf.cast(batch, 'float32'), homography(start, end), options), batch.dtype),
    );
  },
);

/** What lies outside of an array: as for images, or its mirror without the edge. */
export type CoordinatesFill = FillMode | 'mirror';

export const COORDINATES_FILLS: readonly CoordinatesFill[] = [...FILL_MODES, 'mirror'];

/** Whole places on an axis brought into it, and which of them were inside; float32. */
function intoAxis(at: tf.Tensor, size: number, mode: CoordinatesFill): [tf.Tensor, tf.Tensor | null] {
  const clipped = (place: tf.Tensor) => tf.clipByValue(place, 0, size - 1);
  const rest = (place: tf.Tensor, period: number) =>
    tf.sub(place, tf.mul(tf.floor(tf.div(place, period)), period));
  if (mode === 'constant') return [clipped(at), tf.logicalAnd(tf.greaterEqual(at, 0), tf.less(at, size))];
  if (mode === 'nearest') return [clipped(at), null];
  if (mode === 'wrap') return [rest(at, size), null];
  const turned = rest(tf.abs(at), 2 * size);
  const back = tf.sub(2 * size - (mode === 'reflect' ? 1 : 0), turned);
  return [clipped(tf.where(tf.less(turned, size), turned, back)), null];
}

interface Sampling {
  readonly order: number;
  readonly fillMode: CoordinatesFill;
  readonly fillValue: number;
  /** Where in the rows each place begins: that of its image. */
  readonly offset?: tf.Tensor;
}

/** Rows of values `[places, channels]`, read at coordinates between places of axes with these sizes: `[..., channels]`. */
function sampled(
  rows: tf.Tensor,
  sizes: readonly number[],
  coordinates: readonly tf.Tensor[],
  { order, fillMode, fillValue, offset }: Sampling,
): tf.Tensor {
  const nodes = coordinates.map((coordinate, i) => {
    const low = order === 0 ? tf.round(coordinate) : tf.floor(coordinate);
    const share = order === 0 ? null : tf.sub(coordinate, low);
    const node = (at: tf.Tensor, weight: tf.Tensor | null) => {
      const [place, isInside] = intoAxis(at, sizes[i] as number, fillMode);
      return { place, isInside, weight };
    };
    return share === null ? [node(low, null)] : [node(low, tf.sub(1, share)), node(tf.add(low, 1), share)];
  });
  const corners = nodes.reduce<(typeof nodes)[number][]>(
    (all, axis) => all.flatMap((one) => axis.map((node) => [...one, node])),
    [[]],
  );
  const parts = corners.map((corner) => {
    let place: tf.Tensor = offset ?? tf.scalar(0);
    let isInside: tf.Tensor | null = null;
    let weight: tf.Tensor | null = null;
    let step = 1;
    for (let i = corner.length - 1; i >= 0; i--) {
      const node = corner[i] as (typeof corner)[number];
      place = tf.add(place, tf.mul(node.place, step));
      step *= sizes[i] as number;
      if (node.isInside)
        isInside = isInside === null ? node.isInside : tf.logicalAnd(isInside, node.isInside);
      if (node.weight) weight = weight === null ? node.weight : tf.mul(weight, node.weight);
    }
    const flat = tf.gather(rows, tf.cast(tf.reshape(place, [-1]), 'int32'));
    const found = tf.reshape(flat, [...place.shape, rows.shape[1] as number]);
    const flags = isInside && tf.cast(tf.expandDims(isInside, -1), 'float32');
    const filled = flags === null ? found : tf.add(tf.mul(found, flags), tf.mul(tf.sub(1, flags), fillValue));
    return weight === null ? filled : tf.mul(filled, tf.expandDims(weight, -1));
  });
  return tf.addN(parts);
}

/** The values of an array at coordinates between its places: one row of coordinates for each axis, `[rank, ...]`. */
export const mapCoordinates = defineOp(
  'mapCoordinates',
  ['inputs', 'coordinates', 'order', 'fillMode', 'fillValue'],
  (
    inputs: TensorInput,
    coordinates: TensorInput,
    order: number,
    fillMode: CoordinatesFill = 'constant',
    fillValue: number = 0,
  ) => {
    const where = 'ops.image.mapCoordinates';
    const [x, places] = [asTensor(inputs), asFloat(coordinates)];
    checkChoice(where, 'fillMode', fillMode, COORDINATES_FILLS);
    if (order !== 0 && order !== 1)
      throw new ValueError(`${where}: order must be 0 (nearest) or 1 (linear); received ${order}.`);
    if (places.rank < 2 || places.shape[0] !== x.rank)
      throw new ShapeError(
        `${where}: expected coordinates of shape (${x.rank}, ...), one row for each axis; received ${showShape(places.shape)}.`,
      );
    const rows = tf.reshape(tf.cast(x, 'float32'), [-1, 1]);
    const found = tf.squeeze(
      sampled(rows, x.shape, tf.unstack(places), { order, fillMode, fillValue }),
      [-1],
    );
    return x.dtype === 'float32' ? found : tf.cast(tf.round(found), x.dtype);
  },
);

/** Batches of images, channels last, whose pixels at (x, y) are those at (x + dx, y + dy); dx, dy `[batch, height, width]`. */
export function displaced(images: tf.Tensor, dx: tf.Tensor, dy: tf.Tensor, sampling: Sampling): tf.Tensor {
  const [batch, height, width, channels] = images.shape as [number, number, number, number];
  const x = tf.add(tf.reshape(tf.range(0, width, 1, 'float32'), [1, 1, width]), dx);
  const y = tf.add(tf.reshape(tf.range(0, height, 1, 'float32'), [1, height, 1]), dy);
  const offset = tf.mul(tf.reshape(tf.range(0, batch, 1, 'float32'), [batch, 1, 1]), height * width);
  return sampled(tf.reshape(images, [-1, channels]), [height, width], [y, x], { ...sampling, offset });
}

/** Smooth random numbers of `[batch, height, width]`, twice: how far pixels move, along x and y. */
export function ripples(
  [batch, height, width]: readonly [number, number, number],
  size: number,
  sigma: tf.Tensor | number,
  seed?: Seed | null,
): [dx: tf.Tensor, dy: tf.Tensor] {
  // Drawn apart, as in the paper; Keras draws both from one seed, and pixels move along the diagonal alone.
  const noise = tf.mul(normal([2 * batch, height, width, 1], 0, 1, seed), sigma);
  const moved = tf.squeeze(blurred(noise, [size, size], [sigma, sigma]), [-1]);
  return tf.split(moved, 2, 0) as [tf.Tensor, tf.Tensor];
}

/** Images distorted at random, as if they were drawn on rubber: `alpha` says how far, `sigma` how smoothly (Simard et al., 2003). */
export const elasticTransform = defineOp(
  'elasticTransform',
  ['images', 'alpha', 'sigma', 'interpolation', 'fillMode', 'fillValue', 'seed', 'dataFormat'],
  (
    images: TensorInput,
    alpha: number = 20,
    sigma: number = 5,
    interpolation: PixelInterpolation = 'bilinear',
    fillMode: FillMode = 'reflect',
    fillValue: number = 0,
    seed: Seed | null = null,
    dataFormat: Format = null,
  ) => {
    const where = 'ops.image.elasticTransform';
    const order = PIXEL_INTERPOLATIONS.indexOf(
      checkChoice(where, 'interpolation', interpolation, PIXEL_INTERPOLATIONS),
    );
    checkChoice(where, 'fillMode', fillMode, FILL_MODES);
    return ofImages('elasticTransform', images, dataFormat, (batch) => {
      const size = batch.shape.slice(0, 3) as [number, number, number];
      const [dx, dy] = ripples(size, (6 * Math.trunc(sigma)) | 1, sigma, seed);
      const sampling = { order, fillMode, fillValue };
      return tf.cast(
        displaced(tf.cast(batch, 'float32'), tf.mul(dx, alpha), tf.mul(dy, alpha), sampling),
        batch.dtype,
      );
    });
  },
);
