export * from './actor.js';
export * from './ids.js';
export * from './jobs.js';
export * from './page.js';
export * from './ports/index.js';
export * from './records.js';
