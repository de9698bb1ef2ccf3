"""What the benchmarks share: rounds in turn, and the machine that they ran on."""
