import { tasksOf, type Report } from './report.js';
import { momentWords } from './moment-words.js';
import { publisherWords } from './publisher-words.js';

/** Whose the thresholds are. */
export function thresholdsSentence({ catalog, mapping }: Report): string {
  return `${publisherWords(catalog)} sets no thresholds. The conditions and numbers used here were adopted on ${mapping.adoptedOn} by ${mapping.adoptedBy}, in the mapping ${mapping.id} ${mapping.version}.`;
}

/** How far the intake log speaks for completeness; undefined where none is kept. */
export function intakeSentence({ intake }: Report): string | undefined {
  if (intake === undefined) return undefined;
  const uses = Object.entries(intake.uses).filter(([, count]) => count > 0);
  const words = uses.map(([use, count]) => `${count} ${use}`).join(', ');
  return `The intake log holds ${intake.size} items; those that touch this release are accounted for: ${words === '' ? 'none' : words}. It proves that nothing received was dropped, not that everything was submitted.`;
}

export function staleRootSentence(root: Report['trustRoots'][number]): string {
  const when = root.expires === undefined ? '' : ` ${momentWords(root.expires)}`;
  return `The trust root ${root.name} expired${when}: what was verified under it may miss later revocations.`;
}

/** How many tasks time alone will move. */
export function freshnessSentence(report: Report): string {
  const tasks = tasksOf(report.groups);
  const moving = tasks.filter(({ ahead }) => ahead.length > 1).length;
  return `${moving} of ${tasks.length} tasks change their status within a year by time alone, when nothing else happens: evidence grows old, statements and waivers end. New evidence moves the end.`;
}

export const EVIDENCE_SENTENCE =
  'Each item was judged over twelve rungs, in this order: bytes, format, envelope, signature, certificate chain, certificate transparency, transparency log, trusted time, identity, subject, predicate, policy. Rejected and unverified items are listed too: they neither help nor harm. Who made an item is proven by its signature; who handed it in is the word of whoever keeps the store.';

export const METHOD_SENTENCE =
  'Evidence is verified first; only verified evidence yields facts; facts are compared with the mapping, over a population that a manifest states and that is never derived from the evidence itself. Unknown is never green, and nothing is rounded up.';

export const REPLAY_SENTENCE =
  'It answers four questions apart: INTACT (these are the signed bytes), CONSISTENT (the sender’s own roots, rules and mapping lead to these results), ACCEPTED (yours do) and STANDING (its signer still stands behind it). Take key, roots and rules from where you trust them, not from the pack.';
