export { createJudge, type ClosableJudge } from './create-judge.js';
export { InlineJudge } from './inline-judge.js';
export { PoolJudge } from './pool-judge.js';
