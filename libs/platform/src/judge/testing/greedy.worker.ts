// A thread that eats memory when it is asked to grow and never ends when it is asked to spin, or asked a question, so
// that a test can see what becomes of the pool.
import type { Reply, Task } from '../task.js';

export default function judge(task: Task): Reply {
  const wish =
    task.kind === 'answer' ? 'spin' : Buffer.from(task.kind === 'inspect' ? (task.items[0] ?? '') : '').toString();
  const eaten: number[][] = [];
  while (wish === 'grow') eaten.push(new Array<number>(100_000).fill(1));
  while (wish === 'spin') eaten.length = 0;
  return { kind: 'done', result: [] };
}
