export { ApiClient, type Acknowledgement } from './client/api-client.js';
export type { Context } from './context.js';
export { flipByteInPack, forgePack, omitFromPack, unfavourableScan } from './demo/attack-pack.js';
export { EXIT, exitCodeOf, type ExitCode } from './exit-code.js';
export { run } from './program.js';
export type { Progress, Terminal } from './terminal/terminal.js';
export { readPackFiles, untar } from './workspace/read-pack-files.js';
export { workspaceJsonSchema } from './workspace/workspace-schema.js';
