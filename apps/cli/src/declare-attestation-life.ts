import type { Command } from 'commander';

import type { HandOverOptions, WithdrawOptions } from './commands/attestation-life.js';
import type { StatusOptions } from './commands/status.js';
import { example, type Doors } from './doors.js';

const DIGEST = 'of the attestation, sha256:…';

/** How an attestation stands, for whoever holds it; no account is needed. */
export function declareStatus({ program, context, done }: Doors): void {
  program
    .command('status')
    .description('Say how an attestation stands: by the status in a pack or file, or by what its issuer says now.')
    .argument('<what>', 'the digest of an attestation, a signed status, or the folder or tar of a pack')
    .option('--server <address>', 'ask this server, without an account (default for a digest: AVERMENT_URL)')
    .option('--key <file>', 'the public key that you expect, PEM; without it nothing is proven')
    .option('--as-of <time>', 'is it valid at this moment, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver status attested/pack --key acme.pub',
        'aver status sha256:… --server https://averment.acme.example --key acme.pub',
      ),
    )
    .action(async (what: string, options: StatusOptions) => {
      const { status } = await import('./commands/status.js');
      done(await status(context(), what, options));
    });
}

/** What becomes of attestations on a server. */
export function declareAttestationLife(doors: Doors): void {
  const group = attestationGroup(doors.program);
  declareWithdraw(group, doors);
  declareHandOver(group, doors);
  declareRecipients(group, doors);
  declareHistory(group, doors);
}

/** `aver attestation`, made by whoever comes first. */
export function attestationGroup(program: Command): Command {
  const known = program.commands.find((command) => command.name() === 'attestation');
  return known ?? program.command('attestation').description('Attestations on a server: from draft to withdrawal.');
}

function declareWithdraw(group: Command, { context, done }: Doors): void {
  group
    .command('withdraw')
    .description('Sign that the organization no longer stands behind it. It cannot be taken back.')
    .argument('<digest>', DIGEST)
    .requiredOption('--reason <text>', 'signed, and held as evidence')
    .option('--requested-by <id>', 'the person who asks for it, where the organization signs by two people')
    .addHelpText('after', example('aver attestation withdraw sha256:… --reason "The wrong artifacts were assessed."'))
    .action(async (digest: string, options: WithdrawOptions) => {
      const { withdraw } = await import('./commands/attestation-life.js');
      done(await withdraw(context(), digest, options));
    });
}

function declareHandOver(group: Command, { context, done }: Doors): void {
  group
    .command('hand-over')
    .description('Keep who was handed which bytes; from then on whoever has the attestation may ask for its status.')
    .argument('<digest>', DIGEST)
    .requiredOption('--to <name>', 'who received it')
    .requiredOption('--organization <name>', 'of the recipient')
    .option('--contact <text>', 'where a notice would reach them')
    .option('--contract <text>', 'for which contract')
    .option('--file <file>', 'the pack or document that was handed over; its digest is kept (default: the attestation)')
    .option('--at <time>', 'when, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example('aver attestation hand-over sha256:… --to "Robin Doe" --organization Agency --file app.pack.tar'),
    )
    .action(async (digest: string, options: HandOverOptions) => {
      const { handOver } = await import('./commands/attestation-life.js');
      done(await handOver(context(), digest, options));
    });
}

function declareRecipients(group: Command, { context, done }: Doors): void {
  group
    .command('recipients')
    .description('List to whom it was handed over.')
    .argument('<digest>', DIGEST)
    .option('--notices', 'with the draft of what each of them has to know now')
    .addHelpText('after', example('aver attestation recipients sha256:… --notices'))
    .action(async (digest: string, options: { readonly notices?: boolean }) => {
      const { recipients } = await import('./commands/attestation-life.js');
      done(await recipients(context(), digest, options));
    });
}

function declareHistory(group: Command, { context, done }: Doors): void {
  group
    .command('history')
    .description('Show how it has stood since it was signed. Exit 1 when it does not stand now.')
    .argument('<digest>', DIGEST)
    .addHelpText('after', example('aver attestation history sha256:…'))
    .action(async (digest: string) => {
      const { history } = await import('./commands/attestation-life.js');
      done(await history(context(), digest));
    });
}
