import { machineWords, type ReportTask } from './report-task.js';
import { STATUS_WORDS } from './status-words.js';

export const CAP_WORDS: Readonly<Record<ReportTask['cap'], string>> = {
  satisfied: 'machine evidence alone can reach the ceiling',
  partial: 'machine evidence shows a part; the rest is human',
  manual: 'machines cannot decide this task',
};

/** `Partial: 9 of 12 artifacts, signed manifest`. */
export function machineStatus(task: ReportTask): string {
  if (task.machine.status === 'NONE') return machineWords(task);
  return `${STATUS_WORDS[task.machine.status].word}: ${machineWords(task)}`;
}

/** One line for each thing that is needed, with the members that lack it. */
export function gapLines({
  gaps,
}: Pick<ReportTask, 'gaps'>): readonly { readonly need: string; readonly members: readonly string[] }[] {
  const byNeed = new Map<string, string[]>();
  for (const { need, status, member } of gaps) {
    const line = `${need} (${STATUS_WORDS[status].word.toLowerCase()})`;
    byNeed.set(line, [...(byNeed.get(line) ?? []), member]);
  }
  return [...byNeed].map(([need, members]) => ({ need, members }));
}
