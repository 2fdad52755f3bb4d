import type { ApproveOptions, DraftOptions } from './commands/attestation-draft.js';
import { attestationGroup } from './declare-attestation-life.js';
import { example, type Doors } from './doors.js';

/** From a draft to the signature, on a server. */
export function declareAttestationDraft({ program, context, done }: Doors): void {
  const group = attestationGroup(program);
  group
    .command('draft')
    .description('Judge a release and freeze what would be signed; write the report that is to be read.')
    .argument('<product@version>', 'the release')
    .option('--framework <id>', 'catalog to judge by (default: the main one)')
    .option('--accept-stale-root', 'draft although a trust root is past its expiry; the statement says so')
    .option('--supersedes <digest>', 'the attestation in whose place it shall stand')
    .option('--output <file>', 'where the report goes', 'report.json')
    .addHelpText('after', example('aver attestation draft app@1.0.0 --output report.json'))
    .action(async (name: string, options: DraftOptions) => {
      const { draft } = await import('./commands/attestation-draft.js');
      done(await draft(context(), name, options));
    });
  group
    .command('approve')
    .description('Say that you have read the report of a draft; its digest is what you approve.')
    .argument('<draft>', 'id of the draft')
    .requiredOption('--report <file>', 'the report.json that you have read')
    .addHelpText('after', example('aver attestation approve 0197… --report report.json'))
    .action(async (id: string, options: ApproveOptions) => {
      const { approve } = await import('./commands/attestation-draft.js');
      done(await approve(context(), id, options));
    });
  group
    .command('sign')
    .description('Sign exactly what was drafted and approved.')
    .argument('<draft>', 'id of the draft')
    .addHelpText('after', example('aver attestation sign 0197…'))
    .action(async (id: string) => {
      const { sign } = await import('./commands/attestation-draft.js');
      done(await sign(context(), id));
    });
  group
    .command('list')
    .description('Drafts, and what became of each.')
    .addHelpText('after', example('aver attestation list'))
    .action(async () => {
      const { list } = await import('./commands/attestation-draft.js');
      done(await list(context()));
    });
  group
    .command('show')
    .description('Say what an attestation or a draft is about, who signed it and how it stands.')
    .argument('<what>', 'digest of an attestation, or id of a draft')
    .addHelpText('after', example('aver attestation show sha256:…'))
    .action(async (what: string) => {
      const { show } = await import('./commands/attestation-draft.js');
      done(await show(context(), what));
    });
}
