export { benchColdStart } from './cold-start.js';
export { benchLimits } from './limits.js';
export { benchMemory, type MemorySize } from './memory.js';
export { benchThreads } from './threads.js';
export { benchVerification } from './bench-verification.js';
