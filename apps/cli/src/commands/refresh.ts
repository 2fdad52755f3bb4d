import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  FolderFetcher,
  HttpFetcher,
  trustRootFromTuf,
  trustRulesFromTuf,
  TufRepository,
  type DelegatedRules,
  type Fetcher,
  type TufTrustRoot,
} from '#connectors';
import { AppError, parseInstant } from '#kernel';
import { SystemClock } from '#platform';
import { visibleText } from '#reporting';

import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { reportFailure } from '../failure.js';
import { jsonLine } from '../terminal/json-line.js';
import { writeTrustRoot } from '../trust/trust-root-file.js';
import { readBytes } from '../workspace/read-files.js';

export interface RefreshOptions {
  readonly root: string;
  readonly store: string;
  readonly targets?: string;
  readonly trustedRoot?: string;
  readonly rules?: string;
  readonly allowPrivateAddresses?: boolean;
  readonly asOf?: string;
}

/** What is wrong with the repository, not with the question. */
const REFUSALS: ReadonlySet<string> = new Set([
  ...['TUF_ROLLBACK', 'TUF_EXPIRED', 'TUF_MIX_AND_MATCH', 'TUF_THRESHOLD', 'TUF_HASH', 'TUF_LENGTH', 'TUF_INVALID'],
  ...['TUF_ROOTS_ENDLESS', 'TUF_DELEGATIONS_TOO_MANY', 'TUF_ROLE_NAME', 'TUF_PATH', 'TUF_MISSING'],
]);

/**
 * `aver refresh REPOSITORY`: trust root and trust rules by TUF. Exit 0 when all that was asked for is written, 1 when the
 * repository or one of its rules was refused, 2 when it does not answer.
 */
export async function refresh(context: Context, address: string, options: RefreshOptions): Promise<ExitCode> {
  try {
    return await refreshed(context, address, options);
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSALS.has(error.code)) throw error;
    reportFailure(error, context.terminal);
    return EXIT.notMet;
  }
}

async function refreshed(context: Context, address: string, options: RefreshOptions): Promise<ExitCode> {
  const repository = await TufRepository.open({
    root: await readBytes(options.root),
    store: options.store,
    metadata: fetcherOf(address, options),
    targets: fetcherOf(options.targets ?? below(address), options),
    now: options.asOf === undefined ? new SystemClock().now() : parseInstant(options.asOf),
  });
  const root = options.trustedRoot === undefined ? undefined : await trustRootFromTuf(repository, { name: 'tuf' });
  const stated = options.rules === undefined ? undefined : await trustRulesFromTuf(repository);
  if (root !== undefined && options.trustedRoot !== undefined) await writeTrustRoot(options.trustedRoot, root);
  if (stated !== undefined && options.rules !== undefined)
    await writeFile(
      options.rules,
      `${JSON.stringify(
        stated.rules.map(({ rule }) => rule),
        null,
        2,
      )}\n`,
    );
  say(context, repository, root, stated);
  return stated === undefined || stated.refused.length === 0 ? EXIT.met : EXIT.notMet;
}

function fetcherOf(address: string, { allowPrivateAddresses = false }: RefreshOptions): Fetcher {
  return isUrl(address) ? new HttpFetcher(address, { allowPrivateAddresses }) : new FolderFetcher(address);
}

/** Where Sigstore's repositories and most others keep their targets. */
function below(address: string): string {
  return isUrl(address) ? `${address.replace(/\/$/, '')}/targets` : join(address, 'targets');
}

function isUrl(address: string): boolean {
  return /^https?:/.test(address);
}

function say(
  { terminal, json }: Context,
  repository: TufRepository,
  root: TufTrustRoot | undefined,
  stated: DelegatedRules | undefined,
): void {
  const roles = [...repository.roles].map(([role, { version, expires }]) => ({ role, version, expires }));
  if (json) {
    const trustRoot = root && { digest: root.source.digest, expires: root.source.expires, versions: root.versions };
    const rules = stated?.rules.map(({ rule: { id }, path, role }) => ({ id, path, role }));
    terminal.out(jsonLine({ refreshedAt: repository.refreshedAt, roles, trustRoot, rules, refused: stated?.refused }));
    return;
  }
  for (const { role, version, expires } of roles) terminal.out(`${visibleText(role)} ${version}, until ${expires}`);
  if (root !== undefined) terminal.out(`trust root ${root.source.digest}, until ${root.source.expires}`);
  for (const { rule, role } of stated?.rules ?? [])
    terminal.out(`rule ${visibleText(rule.id)}, by ${visibleText(role)}`);
  for (const { role, path = 'its metadata', code, message } of stated?.refused ?? [])
    terminal.note(
      `refused: ${visibleText(path)} of ${visibleText(role)}: ${visibleText(message)} (${visibleText(code)})`,
    );
}
