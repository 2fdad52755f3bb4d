export { loadConfig, type Config, type DatabaseConfig, type QueueConfig } from './config.js';
export { keptSecret } from './kept-secret.js';
export { Secret } from './secret.js';
export type { KeyHolder, SigningAccess, SigningConfig } from './signing-config.js';
export { asksForNoColour, childEnvironment } from './terminal-environment.js';
