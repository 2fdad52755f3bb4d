// One thread of the pool. It gets the framework once, keeps its verifiers, and sees neither network nor environment.
import { workerData } from 'piscina';

import { frameworkOf } from '../package/package-frameworks.js';
import { JudgementRoom } from './judgement.js';
import { perform, type Reply, type Task } from './task.js';

const { catalogBytes, mappingBytes } = workerData as {
  readonly catalogBytes: Uint8Array;
  readonly mappingBytes: Uint8Array;
};
const room = new JudgementRoom(frameworkOf(catalogBytes, mappingBytes));

export default function judge(task: Task): Reply {
  return perform(room, task);
}
