import type { TrustRootSource } from '#verification';

/** Trust roots that ship with the installation; a new organization starts from them. */
export abstract class TrustSeeds {
  abstract all(): readonly TrustRootSource[];
}
