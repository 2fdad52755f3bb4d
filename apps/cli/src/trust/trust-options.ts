import { basename, relative } from 'node:path';

import { EVIDENCE_KINDS } from '#evidence';
import { AppError, isSubjectDigest, parseStrictJson, type SubjectDigest } from '#kernel';
import { publicGoodTrustRoot, SystemClock } from '#platform';
import {
  loadTrustRoot,
  parseTrustRule,
  Verifier,
  type Expectation,
  type TrustRootSource,
  type TrustRule,
} from '#verification';

import type { Terminal } from '../terminal/terminal.js';
import { digestsOf, loadWorkspace, type Workspace } from '../workspace/load-workspace.js';
import { digestsOfFile } from '../workspace/file-digests.js';
import { filesBelow, readBytes, readText } from '../workspace/read-files.js';
import { noteStaleRoots, staleRoots, type StaleRoot } from './stale-roots.js';
import { trustRootFromFile } from './trust-root-file.js';

/** Whom to believe, as the commands that judge single files are told it. */
export interface TrustOptions {
  readonly workspace?: string;
  readonly rules?: string;
  readonly trustedRoot?: string;
  readonly certificateIdentity?: string;
  readonly certificateOidcIssuer?: string;
  readonly key?: string;
}

export interface Trusting {
  readonly verifier: Verifier;
  /** Verdicts under these stand, and say how old they are. */
  readonly stale: readonly StaleRoot[];
}

/** @throws AppError, ParseError for what cannot be read, is no rule, or asks for two signers at once */
export async function verifierOf(options: TrustOptions, terminal: Terminal): Promise<Trusting> {
  const workspace = options.workspace === undefined ? undefined : await loadWorkspace(options.workspace);
  noteProposedRules(terminal, workspace?.proposedRules);
  const { trustRoots, rules } = await trustOf(options, workspace);
  const now = new SystemClock().now();
  noteStaleRoots(terminal, trustRoots, now, 'aver refresh fetches a newer one');
  const verifier = new Verifier({ trustRoots: trustRoots.map(loadTrustRoot), rules });
  return { verifier, stale: staleRoots(trustRoots, now) };
}

/** Whoever expects a proposal to count is told why it does not. */
export function noteProposedRules(terminal: Terminal, count = 0): void {
  if (count === 0) return;
  const what = count === 1 ? '1 proposed rule trusts' : `${count} proposed rules trust`;
  terminal.note(`note: ${what} nobody, because nobody has confirmed it: move what you confirm to rules`);
}

async function trustOf(
  options: TrustOptions,
  workspace: Workspace | undefined,
): Promise<{ readonly trustRoots: readonly TrustRootSource[]; readonly rules: readonly TrustRule[] }> {
  const root = options.trustedRoot === undefined ? undefined : await trustRootFromFile('given', options.trustedRoot);
  const trustRoots = root === undefined ? (workspace?.trustRoots ?? [publicGoodTrustRoot()]) : [root];
  const expected = await expectedSigner(options, trustRoots);
  // Who is expected by name is expected alone: other rules would let other signers pass.
  if (expected !== undefined) return { trustRoots, rules: [expected] };
  const rules = options.rules === undefined ? [] : await readRules(options.rules);
  return { trustRoots, rules: [...(workspace?.rules ?? []), ...rules] };
}

/** A JSON array of trust rules. */
export async function readRules(file: string): Promise<readonly TrustRule[]> {
  const value = parseStrictJson(await readBytes(file));
  if (!Array.isArray(value))
    throw new AppError('invalid', 'RULES_INVALID', `${file} is not a JSON array of trust rules`);
  return (value as readonly unknown[]).map(parseTrustRule);
}

/** The short forms: an identity with its issuer, one that a private trust root names, or a key. */
async function expectedSigner(
  { certificateIdentity, certificateOidcIssuer, key }: TrustOptions,
  trustRoots: readonly TrustRootSource[],
): Promise<TrustRule | undefined> {
  if (key !== undefined) {
    if (certificateIdentity !== undefined || certificateOidcIssuer !== undefined)
      throw new AppError('invalid', 'SIGNER_AMBIGUOUS', 'expect either a key or an identity, not both');
    const signer = { kind: 'key', publicKey: await readText(key) };
    return parseTrustRule({ ...EVERYTHING, id: 'given-key', signer, log: 'none', time: 'none' });
  }
  if (certificateIdentity === undefined && certificateOidcIssuer === undefined) return undefined;
  if (certificateIdentity !== undefined && certificateOidcIssuer === undefined) {
    const workload = expectedWorkload(certificateIdentity, trustRoots);
    if (workload !== undefined) return workload;
  }
  if (certificateIdentity === undefined || certificateOidcIssuer === undefined) {
    throw new AppError(
      'invalid',
      'IDENTITY_INCOMPLETE',
      'an identity is only expected together with its issuer: give --certificate-identity and --certificate-oidc-issuer',
    );
  }
  const signer = { kind: 'certificate', issuer: certificateOidcIssuer, identity: { exactly: certificateIdentity } };
  return parseTrustRule({ ...EVERYTHING, id: 'given-identity', signer, ...demandsOf(trustRoots) });
}

/** Private authorities and SPIFFE trust domains have no OIDC issuer: the one trust root that is given says who issued. */
function expectedWorkload(identity: string, sources: readonly TrustRootSource[]): TrustRule | undefined {
  const [root, ...others] = sources.map(loadTrustRoot);
  if (root === undefined || others.length > 0 || root.form === 'sigstore') return undefined;
  const signer = { kind: 'workload', identity: { exactly: identity } };
  const time = root.timestampAuthorities.length > 0 ? { required: 1 } : 'none';
  return parseTrustRule({ ...EVERYTHING, id: 'given-identity', signer, trustRoot: root.name, log: 'none', time });
}

const EVERYTHING = { scope: { kind: 'organization' }, kinds: [...EVIDENCE_KINDS], teamControlled: true };

/** A log is asked for wherever one could be: only a trust root that lists none (GitHub's own) asks for none. */
function demandsOf(trustRoots: readonly TrustRootSource[]) {
  const logged = trustRoots.some((root) => loadTrustRoot(root).logs.size > 0);
  const [root] = trustRoots;
  if (logged || root === undefined || trustRoots.length > 1) return { log: { required: 1 }, time: { required: 1 } };
  return { log: 'none', time: { required: 1 }, trustRoot: root.name };
}

/** The artifact that evidence must be about: a digest, a file, or the folder of a model. */
export async function artifactOf(text: string): Promise<NonNullable<Expectation['artifact']>> {
  if (isSubjectDigest(text)) return { digests: [text] };
  const paths = await filesBelow(text);
  if (paths.length === 1 && paths[0] === text) {
    const bytes = await readBytes(text);
    return { digests: digestsOf(bytes), bytes, fileName: basename(text) };
  }
  const files = new Map<string, readonly SubjectDigest[]>();
  for (const path of paths) files.set(relative(text, path), await digestsOfFile(path));
  return { digests: [], files };
}
