export * from './open-installation.js';
