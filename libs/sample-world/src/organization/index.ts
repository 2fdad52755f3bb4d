export { attacks } from './attacks.js';
export * from './sample-world.js';
export { flipByte, borrowLogEntry } from './tampering.js';
export type { Artifact } from './statement.js';
export { writeWorkspace } from './workspace-files.js';
export * from './world.js';
