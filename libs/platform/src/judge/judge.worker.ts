// One thread of the pool. It keeps its verifiers and frameworks, and sees neither network nor environment.
import { JudgementRoom } from './judgement.js';
import { perform, type Reply, type Task } from './task.js';

const room = new JudgementRoom();

export default function judge(task: Task): Reply {
  return perform(room, task);
}
