export * from './blobs/file-blob-store.js';
export * from './clock/system-clock.js';
export * from './clock/uuid-v7-identifiers.js';
export * from './config/index.js';
export * from './embedded-postgres/index.js';
export * from './keyring/file-keyring.js';
export * from './logger.js';
