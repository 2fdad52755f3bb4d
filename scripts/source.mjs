// `node --conditions=source --import ./scripts/source.mjs file.ts` runs TypeScript as it stands, in tests that need
// a process or a thread of their own.
import { register } from 'node:module';

register('./source-hooks.mjs', import.meta.url);
