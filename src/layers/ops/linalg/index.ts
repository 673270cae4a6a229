export { jvp } from '../control.js';
export { norm } from '../reduce.js';
export { cholesky, eigh, luFactor, qr, svd } from './decompositions.js';
export {
  choleskyInverse,
  det,
  inv,
  logdet,
  lstsq,
  matrixRank,
  pinv,
  slogdet,
  solve,
  solveTriangular,
} from './solving.js';
