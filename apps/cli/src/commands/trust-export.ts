import { publicGoodTrustRoot } from '#platform';
import { renderAdmission, rootsListing, visibleText, type AdmissionFile } from '#reporting';
import { trustPolicy } from '#verification';

import { signedIn } from '../client/signed-in.js';
import type { Context } from '../context.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { jsonLine } from '../terminal/json-line.js';
import { noteProposedRules } from '../trust/trust-options.js';
import { loadWorkspace } from '../workspace/load-workspace.js';

export interface TrustExportOptions {
  readonly format: string;
  readonly image: readonly string[];
  readonly workspace?: string;
  readonly product?: string;
  readonly kind?: readonly string[];
}

/** What both a workspace and a server answer. */
interface Exported {
  readonly yaml: string;
  readonly kinds: readonly string[];
  readonly leftOut: AdmissionFile['plan']['leftOut'];
}

/** `aver trust export`: policies to stdout, what is left out of them to stderr. Exit 1 when there is no policy at all. */
export async function exportTrust(context: Context, options: TrustExportOptions): Promise<ExitCode> {
  const { terminal, json } = context;
  const exported =
    options.workspace === undefined ? await fromServer(context, options) : await fromWorkspace(context, options);
  if (json) terminal.out(jsonLine({ schema: 'averment.trust-export/1', ...exported }));
  else {
    terminal.out(exported.yaml.trimEnd());
    for (const { rule, why } of exported.leftOut) terminal.note(visibleText(`left out: rule ${rule}: ${why}`));
  }
  return exported.kinds.length === 0 ? EXIT.notMet : EXIT.met;
}

async function fromWorkspace(context: Context, options: TrustExportOptions): Promise<Exported> {
  const { rules, trustRoots, proposedRules } = await loadWorkspace(options.workspace ?? '');
  noteProposedRules(context.terminal, proposedRules);
  const { plan, yaml } = renderAdmission(options.format, {
    ...{ rules, policy: trustPolicy(rules).digest, images: options.image },
    publicGood: rootsListing(publicGoodTrustRoot(), trustRoots),
    ...(options.product !== undefined && { product: options.product }),
    ...(options.kind !== undefined && { kinds: options.kind }),
  });
  return { yaml, kinds: plan.demands.map(({ kind }) => kind), leftOut: plan.leftOut };
}

async function fromServer(context: Context, { format, image, product, kind }: TrustExportOptions): Promise<Exported> {
  const { admissionPolicy } = await signedIn(context).graphql<{ readonly admissionPolicy: Exported }>(
    'query ($input: AdmissionPolicyInput!) { admissionPolicy(input: $input) { yaml kinds leftOut { rule why } } }',
    { input: { format, images: image, product, kinds: kind } },
  );
  return admissionPolicy;
}
