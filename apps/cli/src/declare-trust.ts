import { ADMISSION_FORMATS, ADMISSION_KINDS } from '#reporting';

import type { TrustExportOptions } from './commands/trust-export.js';
import { example, type Doors } from './doors.js';

/** Trust rules, for others to hold to. */
export function declareTrust({ program, context, done }: Doors): void {
  program
    .command('trust')
    .description('Hand trust rules to those who decide at other doors.')
    .command('export')
    .description('Write the rules in force as policies of an admission controller; what they cannot say is left out.')
    .requiredOption('--format <id>', ADMISSION_FORMATS.join(' or '))
    .requiredOption('--image <glob>', 'images that the policies are for; several', collect)
    .option('--workspace <file>', 'take the rules of this workspace, instead of asking a server')
    .option('--product <slug>', 'the product whose images they are (default: rules of the organization alone)')
    .option('--kind <kind>', `what each image needs; several (default: all of ${ADMISSION_KINDS.join(', ')})`, collect)
    .addHelpText(
      'after',
      example(
        "aver trust export --format kyverno --image 'registry.example.org/shop/**' --workspace averment.yaml",
        "aver trust export --format cluster-image-policy --image 'registry.example.org/**' --kind sbom > policy.yaml",
      ),
    )
    .action(async (options: TrustExportOptions) => {
      const { exportTrust } = await import('./commands/trust-export.js');
      done(await exportTrust(context(), options));
    });
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
