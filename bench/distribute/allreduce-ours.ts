/** One process of the measurement: our exchange for sizes in bytes and how often, as arguments; the median of the seconds of each, on rank 0. */
import { openMpi } from '../../src/distribute/mpi/mpi-collective.js';

const collective = openMpi('bench/distribute');
if (collective === null) throw new Error('start it with mpirun');
const given = process.argv.slice(2).map(Number);
for (let i = 0; i + 1 < given.length; i += 2) {
  const [bytes, times] = [given[i]!, given[i + 1]!];
  const values = new Float32Array(bytes / 4);
  for (let k = 0; k < 3; k++) collective.allReduce(values);
  collective.meet({});
  const seconds = Array.from({ length: times }, () => {
    const start = performance.now();
    collective.allReduce(values);
    return (performance.now() - start) / 1000;
  });
  const each = seconds.sort((a, b) => a - b)[Math.floor(times / 2)];
  if (collective.rank === 0) process.stdout.write(`${each}\n`);
}
