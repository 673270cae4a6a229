/* The same exchange as ours, in C: MPI_Allreduce in place, sizes in bytes as arguments; prints the median of the seconds of each, on rank 0. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

static int ascending(const void *a, const void *b) {
  double difference = *(const double *)a - *(const double *)b;
  return (difference > 0) - (difference < 0);
}

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  for (int i = 1; i + 1 < argc; i += 2) {
    int count = atoi(argv[i]) / 4, times = atoi(argv[i + 1]);
    float *values = calloc(count, 4);
    for (int k = 0; k < 3; k++) MPI_Allreduce(MPI_IN_PLACE, values, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
    double *seconds = malloc(times * sizeof(double));
    for (int k = 0; k < times; k++) {
      double start = MPI_Wtime();
      MPI_Allreduce(MPI_IN_PLACE, values, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
      seconds[k] = MPI_Wtime() - start;
    }
    qsort(seconds, times, sizeof(double), ascending);
    if (rank == 0) printf("%g\n", seconds[times / 2]);
    free(seconds);
    free(values);
  }
  MPI_Finalize();
  return 0;
}
