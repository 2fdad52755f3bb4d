export { benchVerification } from './bench-verification.js';
