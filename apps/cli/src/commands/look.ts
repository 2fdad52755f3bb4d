import { access, writeFile } from 'node:fs/promises';
import { basename, dirname, relative, resolve } from 'node:path';

import { namedSubjects } from '#evidence';
import { AppError } from '#kernel';
import { firstStop, renderLadder, visibleText } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { findEvidence, type Finding } from '../look/find-evidence.js';
import { findArtifacts } from '../look/find-artifacts.js';
import { proposeRules, type JudgedEvidence, type ProposedRule } from '../look/propose-rules.js';
import { renderWorkspace } from '../look/propose-workspace.js';
import { momentOf } from '../moment.js';
import { PICTURE_LEGEND, rungPicture } from '../look/rung-picture.js';
import { jsonLine } from '../terminal/json-line.js';
import { paintLadder } from '../terminal/paint.js';
import { verifierOf, type Trusting, type TrustOptions } from '../trust/trust-options.js';
import { verdictLine } from './verdict-schema.js';
import { worstOf } from './verify.js';

export interface LookOptions extends TrustOptions {
  readonly ladders?: boolean;
  readonly write?: string;
}

/**
 * `aver look FOLDER`: every piece of evidence in it with its ladder, and a proposed workspace that trusts nobody yet.
 * Exits as `aver verify` does; 2 where nothing was found, for nothing was checked.
 */
export async function look(context: Context, folder: string, options: LookOptions): Promise<ExitCode> {
  if (options.write !== undefined) await requireNew(options.write);
  const trust = await verifierOf(options, context.terminal);
  const judged: JudgedEvidence[] = [];
  for await (const finding of findEvidence(folder)) {
    if (finding.kind === 'evidence') judged.push(judge(finding, trust, { context, folder, options }));
    else context.terminal.note(`passed over ${shown(folder, finding.path)}: ${visibleText(finding.why, 200)}`);
  }
  const rules = proposeRules(judged);
  if (options.write !== undefined) await writeProposal(options.write, { folder, judged, rules });
  if (!context.json) summarize(context, judged, { write: options.write, proposed: rules.length });
  return judged.length === 0 ? EXIT.unchecked : worstOf(judged.map(({ verdict }) => verdict));
}

interface Looking {
  readonly context: Context;
  readonly folder: string;
  readonly options: LookOptions;
}

function judge(
  { evidence }: Extract<Finding, { kind: 'evidence' }>,
  { verifier, stale }: Trusting,
  { context: { terminal, json }, folder, options }: Looking,
): JudgedEvidence {
  const { verdict } = verifier.verify(evidence.parsed, { at: momentOf(undefined) });
  const item = { ...evidence, verdict };
  const path = relative(folder, evidence.path) || evidence.path;
  if (json) terminal.out(jsonLine(verdictLine({ file: path, parsed: evidence.parsed, verdict, stale })));
  else if (options.ladders === true) terminal.out(paintLadder(renderLadder(verdict, path), terminal));
  else terminal.out(paintLadder(lineOf(item, path), terminal));
  return item;
}

const OUTCOME_WIDTH = 10;
const KIND_WIDTH = 22;

function lineOf({ parsed, verdict }: JudgedEvidence, path: string): string {
  const stop = firstStop(verdict.checks);
  const outcome = verdict.outcome.toUpperCase().padEnd(OUTCOME_WIDTH);
  const why = stop?.code === undefined ? '' : `  ${stop.code}`;
  return `${outcome}  ${rungPicture(verdict)}  ${parsed.kind.padEnd(KIND_WIDTH)} ${visibleText(path)}${why}`;
}

function shown(folder: string, path: string): string {
  return visibleText(relative(folder, path) || path);
}

async function requireNew(file: string): Promise<void> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  if (exists) throw new AppError('conflict', 'FILE_EXISTS', `${file} is there already: name another file to write`);
}

interface Proposal {
  readonly folder: string;
  readonly judged: readonly JudgedEvidence[];
  readonly rules: readonly ProposedRule[];
}

async function writeProposal(file: string, { folder, judged, rules }: Proposal): Promise<void> {
  const home = dirname(resolve(file));
  const subjects = new Set<string>(judged.flatMap(({ parsed }) => namedSubjects(parsed)));
  const artifacts = await findArtifacts(folder, subjects);
  const slug =
    basename(resolve(folder))
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 63) || 'my-organization';
  const from = (records: boolean) => {
    const sources = judged.filter(({ isRecord }) => isRecord === records).map(({ source }) => source);
    return [...new Set(sources)].map((path) => relative(home, path) || '.').sort();
  };
  await writeFile(
    file,
    renderWorkspace({
      slug,
      evidence: from(false),
      repositories: from(true),
      rules: rules.map(({ rule, seenIn }) => ({ rule, seenIn: seenIn.map((path) => relative(home, path)) })),
      artifacts: artifacts.map((path) => ({ name: basename(path), file: relative(home, path) })),
    }),
    { flag: 'wx' },
  );
}

function summarize(
  { terminal }: Context,
  judged: readonly JudgedEvidence[],
  { write, proposed }: { readonly write: string | undefined; readonly proposed: number },
): void {
  if (judged.length === 0) {
    terminal.note('No evidence of a known format here; docs/verification.md lists the formats.');
    return;
  }
  const count = (outcome: string) => judged.filter(({ verdict }) => verdict.outcome === outcome).length;
  terminal.note(PICTURE_LEGEND);
  terminal.note(`${count('verified')} verified, ${count('unverified')} unverified, ${count('rejected')} rejected`);
  if (write === undefined) {
    terminal.note('Next: aver look FOLDER --write averment.yaml proposes a workspace with whoever signed here.');
    return;
  }
  terminal.note(`${write}: ${proposed} identit${proposed === 1 ? 'y' : 'ies'} proposed, none trusted.`);
  terminal.note(`Next: confirm in ${write} whom you expect, then aver assess --workspace ${write}`);
}
