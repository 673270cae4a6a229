export * from './control.js';
export * from './counting.js';
export * from './create.js';
export * from './ctc.js';
export * from './dot-product-attention.js';
export * from './elementwise.js';
export * from './folding.js';
export * from './fourier.js';
export * from './get-item.js';
export * as image from './image/index.js';
export * from './integers.js';
export * as linalg from './linalg/index.js';
export {
  cholesky,
  choleskyInverse,
  det,
  eigh,
  inv,
  logdet,
  lstsq,
  luFactor,
  matrixRank,
  pinv,
  qr,
  slogdet,
  solve,
  solveTriangular,
  svd,
} from './linalg/index.js';
export * from './linear.js';
export * from './nn.js';
export * from './normalization.js';
export * from './not-a-number.js';
export * from './order.js';
export * from './quantiles.js';
export * from './rearrange.js';
export * from './reduce.js';
export * from './scatter.js';
export * from './shape.js';
export * from './spaced.js';
export * from './targets.js';
export { type VectorizeOptions, vectorize } from './vectorize.js';
export * from './window-functions.js';
export * from './windows.js';
