import type { Digest } from '#kernel';

/** The fragment a task is linked by. */
export function anchorOf(task: { readonly id: string }): string {
  return `task-${task.id.replace(/[^A-Za-z0-9.]/g, '-')}`;
}

/** The fragment an item of evidence is linked by. */
export function evidenceAnchor(digest: Digest): string {
  return `evidence-${digest.slice(7)}`;
}
