import { relative } from 'node:path';

import type { Pack } from '#attestation';
import type { AssessmentInput } from '#compliance';
import { fromUtf8 } from '#kernel';
import { visibleText } from '#reporting';

import { cosignCommand } from '../cosign-command.js';
import type { Terminal } from '../terminal/terminal.js';
import type { DemoPerson } from './invite-people.js';

/** Commands that work as they stand, in the folder where the demo was started. */
export function printNextSteps(
  terminal: Terminal,
  pack: Pack,
  at: {
    readonly output: string;
    readonly url: string;
    /** Its slug. */
    readonly organization: string;
    readonly people: readonly DemoPerson[];
  },
): void {
  const folder = visibleText(relative('.', at.output) || '.');
  const roots = pack.trustRoots.map(
    ({ name }) => `--trusted-root ${folder}/anchors/${name}.trusted_root.json \\\n    `,
  );
  terminal.out(`
Written to ${folder}/:
  attestation.sigstore.json, attestation.pub, report.html, pack/, anchors/

Now you. Edit anything in ${folder}/pack and run:
  npx aver replay ${folder}/pack \\
    --signer ${folder}/anchors/signer.pub \\
    ${roots.join('')}--rules ${folder}/anchors/rules.json
(anchors/ stands for what a buyer holds from elsewhere;
anchors that came with the pack prove nothing.)

Check the signature with cosign 3:
${cosignCommand(folder, artifactsOf(pack))}

Ask in GraphQL: ${at.url}/graphiql

Look at it in a browser: ${at.url}
Organization ${visibleText(at.organization)}; the passwords are shown this once:
${at.people.map(personLine).join('\n')}`);
}

function personLine({ email, password }: DemoPerson): string {
  return `  ${email.padEnd(34)} ${password}`;
}

function artifactsOf({ input }: Pack): AssessmentInput['population']['artifacts'] {
  return (JSON.parse(fromUtf8(input)) as AssessmentInput).population.artifacts;
}
