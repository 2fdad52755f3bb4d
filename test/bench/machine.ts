import { availableParallelism, cpus } from 'node:os';

/** On what the figures were taken: they mean nothing without it. */
export function machine() {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
  };
}
