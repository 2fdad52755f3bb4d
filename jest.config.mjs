/** Native ESM: rooms resolve through their front doors, `.js` specifiers to their TypeScript source. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#(api|worker|cli)$': '<rootDir>/apps/$1/src/index.ts',
    '^#(kernel|evidence|verification|compliance|reporting|attestation|application|sample-world|persistence|queue|connectors|platform|composition)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { module: { type: 'es6' } }] },
  testTimeout: 60_000,
  // Every core: what waits for a disk or a server leaves room for what computes.
  maxWorkers: '100%',
  // Modules of a suite outlive it: a worker that holds much is replaced before its next suite.
  workerIdleMemoryLimit: '1500MB',
};
