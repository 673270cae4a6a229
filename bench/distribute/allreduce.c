/* The same exchange as ours, in C: MPI_Allreduce in place, sizes in bytes as arguments; prints seconds of each, on rank 0. */
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>

int main(int argc, char **argv) {
  int rank;
  MPI_Init(&argc, &argv);
  MPI_Comm_rank(MPI_COMM_WORLD, &rank);
  for (int i = 1; i + 1 < argc; i += 2) {
    int count = atoi(argv[i]) / 4, times = atoi(argv[i + 1]);
    float *values = calloc(count, 4);
    for (int k = 0; k < 3; k++) MPI_Allreduce(MPI_IN_PLACE, values, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
    MPI_Barrier(MPI_COMM_WORLD);
    double start = MPI_Wtime();
    for (int k = 0; k < times; k++) MPI_Allreduce(MPI_IN_PLACE, values, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
    double each = (MPI_Wtime() - start) / times;
    if (rank == 0) printf("%g\n", each);
    free(values);
  }
  MPI_Finalize();
  return 0;
}
