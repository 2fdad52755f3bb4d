// Read when the first keyless signature is asked for: nobody else waits for it. Named here, because a bundled CommonJS
// package has no names for whoever imports it only then.
export { RekorWitness } from '@sigstore/sign';
