// For tests of other rooms: the sample organization, judged, signed and packed.
export * from '../fixtures/issued-world.js';
export { keySigner } from '../fixtures/key-signer.js';
