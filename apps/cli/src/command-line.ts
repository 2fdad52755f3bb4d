import { Command, InvalidArgumentError, Option } from 'commander';

import { RECIPE_TOOLS, type RecipeTool } from '#compliance';
import { EXPORT_FORMAT_IDS, visibleText } from '#reporting';

import type { AssessOptions } from './commands/assess.js';
import type { AttestOptions } from './commands/attest.js';
import type { ImportCatalogOptions, ShowCatalogOptions } from './commands/catalog.js';
import type { CompareOptions } from './commands/compare.js';
import type { DemoOptions } from './commands/demo.js';
import type { ExportOptions } from './commands/export.js';
import type { GapsOptions } from './commands/gaps.js';
import type { GateOptions } from './commands/gate.js';
import type { InitOptions } from './commands/init.js';
import type { LookOptions } from './commands/look.js';
import type { ShowRecipeOptions } from './commands/recipe.js';
import type { RefreshOptions } from './commands/refresh.js';
import type { ReleaseOptions } from './commands/release.js';
import type { PackOptions } from './commands/pack.js';
import type { ReplayOptions } from './commands/replay.js';
import type { SampleOptions } from './commands/sample.js';
import type { SimulateOptions } from './commands/simulate.js';
import type { VerifyOptions } from './commands/verify.js';
import type { Context } from './context.js';
import { declareAttestationDraft } from './declare-attestation-draft.js';
import { declareAttestationLife, declareStatus } from './declare-attestation-life.js';
import { declareTrust } from './declare-trust.js';
import { example, type Doors } from './doors.js';
import type { ExitCode } from './exit-code.js';
import type { TrustOptions } from './trust/trust-options.js';

/** Makes what a command is given; never throws. */
export type Make = (json: boolean) => Context;

const PLAIN_HELP_WIDTH = 100;
const FRAMEWORK = 'judge by this catalog (slsa-1.2, ssdf-1.2-ipd, sp800-218a, …; default: ssdf-1.1)';
const PROFILE = 'a profile that ships with this version (ssdf-1.1-reachable, slsa-build-l3, …) or a YAML file';

const SNIPPETS = `print what to paste, too: ${RECIPE_TOOLS.join(', ')}`;

/** Every command with its options. What each does stands in `commands/` and is loaded when it is asked for. */
export function createProgram(make: Make, done: (code: ExitCode) => void): Command {
  const { terminal } = make(false);
  const program = new Command('aver')
    .description('SSDF evidence: verify it, judge by it, sign the judgement, replay it anywhere.')
    .version('0.1.0')
    .option('--json', 'results as JSON on stdout, one value per line')
    .configureOutput({
      writeOut: (text) => terminal.out(text.replace(/\n$/, '')),
      writeErr: (text) => terminal.note(shown(text)),
      getOutHelpWidth: () => terminal.columns ?? PLAIN_HELP_WIDTH,
      getErrHelpWidth: () => terminal.columns ?? PLAIN_HELP_WIDTH,
    })
    .exitOverride()
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', '\nNew here? aver demo shows everything in a minute, on this machine alone.');
  const doors: Doors = { program, done, context: () => make(program.opts<{ json?: boolean }>().json === true) };
  declareOffline(doors);
  declareOnline(doors);
  return program;
}

/** What somebody typed is said back to them without what would steer their terminal. */
function shown(text: string): string {
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => visibleText(line))
    .join('\n');
}

function declareOffline(doors: Doors): void {
  declareVerify(doors);
  declareExplain(doors);
  declareLook(doors);
  declareAssess(doors);
  declareGaps(doors);
  declareGate(doors);
  declareCompare(doors);
  declareSimulate(doors);
  declareSample(doors);
  declareAttest(doors);
  declarePack(doors);
  declareReplay(doors);
  declareStatus(doors);
  declareExport(doors);
  declareTrust(doors);
  declareCatalog(doors);
  declareMapping(doors);
  declareRecipe(doors);
}

function declareVerify({ program, context, done }: Doors): void {
  trusting(program.command('verify').argument('<file...>', 'Sigstore bundles and other evidence'))
    .description('Show the verification ladder of evidence files, offline.')
    .option('--artifact <file-or-digest>', 'what the evidence must be about')
    .option('--as-of <time>', 'ask about this moment where evidence expires, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver verify app.tar.gz.sigstore.json --artifact app.tar.gz \\',
        '  --certificate-identity https://github.com/acme/app/.github/workflows/release.yml@refs/tags/v1.0.0 \\',
        '  --certificate-oidc-issuer https://token.actions.githubusercontent.com',
        'aver verify evidence/*.json --workspace averment.yaml',
      ),
    )
    .action(async (files: string[], options: VerifyOptions) => {
      const { verify } = await import('./commands/verify.js');
      done(await verify(context(), files, options));
    });
}

function declareExplain({ program, context, done }: Doors): void {
  trusting(program.command('explain').argument('<file...>', 'evidence of any kind'))
    .description('Say in plain words what a document is, what it claims, who signed it, when, and what that is worth.')
    .addHelpText('after', example('aver explain app.sbom.json', 'aver explain provenance.sigstore.json --json'))
    .action(async (files: string[], options: TrustOptions) => {
      const { explain } = await import('./commands/explain.js');
      done(await explain(context(), files, options));
    });
}

function declareLook({ program, context, done }: Doors): void {
  trusting(program.command('look').argument('<folder>', 'any folder or git repository'))
    .description('Find all evidence in a folder, show its ladders, and propose a workspace that trusts nobody yet.')
    .option('--ladders', 'every ladder in full instead of one line each')
    .option('--write <file>', 'write the proposed workspace; never over a file that is there')
    .addHelpText('after', example('aver look .', 'aver look dist --write averment.yaml'))
    .action(async (folder: string, options: LookOptions) => {
      const { look } = await import('./commands/look.js');
      done(await look(context(), folder, options));
    });
}

/** The options by which a command is told whom to believe. */
function trusting(command: Command): Command {
  return command
    .option('--workspace <file>', 'take trust roots and rules from a workspace')
    .option('--rules <file>', 'trust rules, a JSON array')
    .option(
      '--trusted-root <file>',
      'a Sigstore trusted_root.json, CA certificates in PEM, or a SPIFFE bundle (default: the public-good root)',
    )
    .option(
      '--certificate-identity <identity>',
      'the only identity to expect, exactly; with its issuer, where the trust root is a Sigstore',
    )
    .option('--certificate-oidc-issuer <issuer>', 'the issuer of that identity, exactly')
    .option('--key <file>', 'the only public key to expect, PEM');
}

function declareAssess({ program, context, done }: Doors): void {
  program
    .command('assess')
    .description('Judge releases of a workspace against SSDF 1.1 or another framework, offline.')
    .argument('[product@version...]', 'which releases (default: all)')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .option('--as-of <time>', 'judge as of this moment, RFC 3339 (default: now)')
    .option('--framework <id>', FRAMEWORK)
    .addOption(
      new Option('--by <id>', 'show it by the items of cisa-form-1.0, eo-14028-4e or cncf-stages').conflicts([
        'explain',
        'framework',
      ]),
    )
    .option('--explain <control>', 'take one result apart: rule, population, evidence, what would make it better')
    .option('--snippets <tool>', SNIPPETS, recipeTool)
    .addHelpText(
      'after',
      example(
        'aver assess app@1.0.0 --workspace averment.yaml',
        'aver assess app@1.0.0 --workspace averment.yaml --as-of 2027-01-01',
        'aver assess app@1.0.0 --workspace averment.yaml --explain PO.3.2',
        'aver assess app@1.0.0 --workspace averment.yaml --framework slsa-1.2',
        'aver assess app@1.0.0 --workspace averment.yaml --by cisa-form-1.0',
        'aver assess app@1.0.0 --workspace averment.yaml --explain PO.3.2 --snippets github-actions',
      ),
    )
    .action(async (names: string[], { explain: control, ...options }: AssessOptions, command: Command) => {
      if (control === undefined && options.snippets !== undefined) command.error('error: --snippets needs --explain');
      if (control !== undefined) {
        const { explainResult } = await import('./commands/explain-control.js');
        done(await explainResult(context(), names, { ...options, explain: control }));
        return;
      }
      if (options.by !== undefined) {
        const { assessItems } = await import('./commands/assess-items.js');
        done(await assessItems(context(), names, { ...options, by: options.by }));
        return;
      }
      const { assess } = await import('./commands/assess.js');
      done(await assess(context(), names, options));
    });
}

function declareGaps({ program, context, done }: Doors): void {
  program
    .command('gaps')
    .description('Plan what to do so that releases reach a profile: few steps, the most effective first, each tried.')
    .argument('[product@version...]', 'which releases (default: all)')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .requiredOption('--profile <id-or-file>', PROFILE)
    .option('--as-of <time>', 'judge as of this moment, RFC 3339 (default: now)')
    .option('--snippets <tool>', SNIPPETS, recipeTool)
    .addHelpText(
      'after',
      example(
        'aver gaps app@1.0.0 --workspace averment.yaml --profile ssdf-1.1-reachable',
        'aver gaps app@1.0.0 --workspace averment.yaml --profile slsa-build-l3',
        'aver gaps app@1.0.0 --workspace averment.yaml --profile ssdf-1.1-machine --snippets gitlab-ci',
      ),
    )
    .action(async (names: string[], options: GapsOptions) => {
      const { gaps } = await import('./commands/gaps.js');
      done(await gaps(context(), names, options));
    });
}

function declareGate({ program, context, done }: Doors): void {
  program
    .command('gate')
    .description('Pass or stop a pipeline by a profile; nothing known about a release never passes.')
    .argument('<product@version>', 'the release')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .requiredOption('--profile <id-or-file>', PROFILE)
    .option('--junit <file>', 'write the result as JUnit XML, too')
    .option('--markdown <file>', 'write the result as a job summary, too')
    .option('--as-of <time>', 'judge as of this moment, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver gate app@1.0.0 --workspace averment.yaml --profile ssdf-1.1-machine --junit gate.xml',
        'aver gate app@1.0.0 --workspace averment.yaml --profile own.yaml --markdown "$GITHUB_STEP_SUMMARY"',
      ),
    )
    .action(async (name: string, options: GateOptions) => {
      const { gate } = await import('./commands/gate.js');
      done(await gate(context(), name, options));
    });
}

function declareCompare({ program, context, done }: Doors): void {
  program
    .command('compare')
    .description('Say what differs between two releases, or one at two moments, and the cause of each difference.')
    .argument('<a>', 'product@version')
    .argument('<b>', 'product@version, the same or another')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .option('--as-of-a <time>', 'judge the first as of this moment, RFC 3339 (default: now)')
    .option('--as-of-b <time>', 'judge the second as of this moment, RFC 3339 (default: now)')
    .option('--to-mapping <file>', 'judge the second by this mapping')
    .option('--to-framework <id>', 'judge the second by another framework of this installation')
    .option('--framework <id>', FRAMEWORK)
    .addHelpText(
      'after',
      example(
        'aver compare app@1.0.0 app@1.1.0 --workspace averment.yaml',
        'aver compare app@1.0.0 app@1.0.0 --workspace averment.yaml --as-of-b 2027-01-01',
        'aver compare app@1.0.0 app@1.0.0 --workspace averment.yaml --to-framework ssdf-1.2-ipd',
      ),
    )
    .action(async (a: string, b: string, options: CompareOptions) => {
      const { compare } = await import('./commands/compare.js');
      done(await compare(context(), [a, b], options));
    });
}

function declareSimulate({ program, context, done }: Doors): void {
  program
    .command('simulate')
    .description(
      'Show what a change of rules, layers, mapping or catalog would move, and why, before anybody makes it.',
    )
    .argument('[product@version...]', 'which releases (default: all)')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .option('--rules <file>', 'trust rules to add, or to put in place of those of the same id, a JSON array')
    .option('--retire-rule <id>', 'a trust rule to do without; may be given several times', collect)
    .option(
      '--layer <file>',
      'a layer to add, or to put in place of the one of that name; several, bottom first',
      collect,
    )
    .option('--to-mapping <file>', 'judge by this mapping')
    .option('--to-framework <id>', 'judge by another framework of this installation')
    .option('--framework <id>', FRAMEWORK)
    .option('--as-of <time>', 'judge as of this moment, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver simulate --workspace averment.yaml --retire-rule old-ci',
        'aver simulate app@1.0.0 --workspace averment.yaml --layer acme-daily.layer.yaml',
        'aver simulate --workspace averment.yaml --to-framework ssdf-1.2-ipd',
      ),
    )
    .action(async (names: string[], options: SimulateOptions) => {
      const { simulate } = await import('./commands/simulate.js');
      done(await simulate(context(), names, options));
    });
}

function declareSample({ program, context, done }: Doors): void {
  program
    .command('sample')
    .description('Draw artifacts of a release for an audit, so that anybody who has the seed draws the same.')
    .argument('<product@version>', 'the release')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .requiredOption('--size <number>', 'how many', wholeNumber)
    .requiredOption('--seed <text>', 'what neither side could choose, such as the root hash of a checkpoint')
    .option('--as-of <time>', 'show what each has as of this moment, RFC 3339 (default: now)')
    .addHelpText('after', example('aver sample app@1.0.0 --workspace averment.yaml --size 10 --seed "$CHECKPOINT"'))
    .action(async (name: string, options: SampleOptions) => {
      const { sample } = await import('./commands/sample.js');
      done(await sample(context(), name, options));
    });
}

function declareAttest({ program, context, done }: Doors): void {
  program
    .command('attest')
    .description(
      'Sign the assessment of a release, offline, and write its pack. A key file needs AVERMENT_KEY_PASSPHRASE.',
    )
    .argument('<product@version>', 'the release')
    .requiredOption('--workspace <file>', 'products, releases, trust and evidence as files, YAML')
    .option('--key <file>', 'encrypted PKCS#8; made on first use')
    .option('--signer <spec>', 'instead of --key: file:…, pkcs11:…, vault:… or keyless: (docs/signing.md)')
    .option('--timestamp <url>', 'have it time-stamped by this authority (RFC 3161)')
    .option('--accept-public-log', 'sign keyless although who, when and what digest stay public for ever')
    .option('--output <folder>', 'where attestation, public key, report and pack go', 'averment-attestation')
    .option('--framework <id>', FRAMEWORK)
    .option('--accept-stale-root', 'sign although a trust root is past its expiry; the statement says so')
    .option('--producer-statement <file>', 'sign these exact words over the assessment, too; plain text')
    .option('--name <name>', 'of whoever states them')
    .option('--title <title>', 'of the same person')
    .option('--authority <text>', 'why this person may bind the producer: an office, a delegation')
    .option('--delegation <file>', 'the document that says so; its digest is signed')
    .addHelpText(
      'after',
      example(
        'export AVERMENT_KEY_PASSPHRASE=…',
        'aver attest app@1.0.0 --workspace averment.yaml --key signing-key.pem',
      ),
    )
    .action(async (name: string, options: AttestOptions) => {
      const { attest } = await import('./commands/attest.js');
      done(await attest(context(), name, options));
    });
}

function declarePack({ program, context, done }: Doors): void {
  program
    .command('pack')
    .description('Write the pack of an attestation as one tar to hand over; some evidence may stay in the house.')
    .argument('<folder-or-digest>', 'what aver attest wrote, or sha256:… of an attestation on the server')
    .requiredOption('--output <file>', 'the tar')
    .option(
      '--withhold <selector>',
      'evidence that is left out, by digest kept: kind=KIND, digest=sha256:… or subject=ALGORITHM:…; several',
      collect,
    )
    .option(
      '--key <file>',
      'signs a fresh status; without it the packed one goes along. Needs AVERMENT_KEY_PASSPHRASE.',
    )
    .option('--signer <spec>', 'instead of --key: pkcs11:… or vault:… (docs/signing.md)')
    .addHelpText(
      'after',
      example(
        'aver pack averment-attestation --output app-1.0.0.tar',
        'aver pack averment-attestation --withhold kind=vulnerability-scan --key signing-key.pem --output app-1.0.0.tar',
        'aver pack sha256:… --output app-1.0.0.tar',
      ),
    )
    .action(async (what: string, options: PackOptions) => {
      const { pack } = await import('./commands/pack.js');
      done(await pack(context(), what, options));
    });
}

function declareReplay({ program, context, done }: Doors): void {
  program
    .command('replay')
    .description('Recompute an attestation from its pack, offline: is it INTACT, CONSISTENT, ACCEPTED, STANDING?')
    .argument('<pack>', 'folder or .tar')
    .option(
      '--signer <file-or-identity>',
      'the public key you expect, PEM, or issuer=URL,identity=NAME of a certificate',
    )
    .option('--trusted-root <file>', 'a trust root of your own; may be given several times', collect)
    .option('--rules <file>', 'your own trust rules, a JSON array')
    .option('--mapping <file>', 'your own mapping (default: that of this installation)')
    .option('--catalog <file>', 'your own catalog (default: that of this installation)')
    .option('--layer <file>', 'a layer of the sender that you adopt, too, read before; several, bottom first', collect)
    .option('--as-of <time>', 'the moment at which its status must speak, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver replay pack',
        'aver replay pack.tar --signer acme.pub --trusted-root trusted_root.json --rules rules.json',
        'aver replay pack.tar --signer issuer=https://accounts.example,identity=release@acme.example …',
      ),
    )
    .action(async (pack: string, options: ReplayOptions) => {
      const { replay } = await import('./commands/replay.js');
      done(await replay(context(), pack, options));
    });
}

function declareExport({ program, context, done }: Doors): void {
  program
    .command('export')
    .description(
      'Write a report in formats for others: HTML, PDF, CSV, JUnit, Markdown, OSCAL, CycloneDX, the CISA form.',
    )
    .argument('<what>', 'product@version, the digest of an attestation, or the folder or tar of a pack')
    .requiredOption('--format <id>', `may be given several times: ${EXPORT_FORMAT_IDS.join(', ')}`, collect)
    .option('--workspace <file>', 'judge the release offline, from this workspace, instead of asking a server')
    .option('--output <file-or-folder>', 'where to write; a folder takes files by their own names (default: stdout)')
    .option('--framework <id>', FRAMEWORK)
    .option('--as-of <time>', 'judge as of this moment, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver export app@1.0.0 --workspace averment.yaml --format csv --output app.csv',
        'aver export attested/pack --format oscal-assessment-results --format oscal-assessment-plan --output oscal/',
        'aver export sha256:… --format cyclonedx --output app.cdx.json',
      ),
    )
    .action(async (what: string, options: ExportOptions) => {
      const { exportReport } = await import('./commands/export.js');
      done(await exportReport(context(), what, options));
    });
}

function declareCatalog({ program, context, done }: Doors): void {
  const catalog = program
    .command('catalog')
    .description('Look up frameworks: what they ask for, what touches what; import one from OSCAL. Offline.')
    .addHelpText(
      'after',
      example(
        'aver catalog list',
        'aver catalog show ssdf-1.1:PS.2.1',
        'aver catalog import NIST_SP800-218_ver1_catalog.json',
      ),
    );
  catalog
    .command('list')
    .description('List every catalog, view, crosswalk, mapping and wording by id.')
    .action(async () => {
      const { listCatalogs } = await import('./commands/catalog.js');
      done(listCatalogs(context()));
    });
  catalog
    .command('show')
    .description('Show a catalog, view or crosswalk by id or file, or one control as catalog:control.')
    .argument('<name>', 'id, catalog:control, or a file that ends in .yaml')
    .option('--wording <file>', 'official wording to show with it (default: what lies beside the catalog)')
    .addHelpText(
      'after',
      example('aver catalog show sp800-218a:PW.3.1', 'aver catalog show ssdf-1.1 --wording ssdf-1.1.wording.yaml'),
    )
    .action(async (name: string, options: ShowCatalogOptions) => {
      const { showCatalog } = await import('./commands/catalog.js');
      done(await showCatalog(context(), name, options));
    });
  catalog
    .command('import')
    .description('Make a catalog, or the official wording of one that is here, from an OSCAL catalog in JSON.')
    .argument('<file>', 'OSCAL catalog, versions 1.0 to 1.2; nothing it points to is fetched')
    .option('--as <id>', 'the catalog it is the wording of, or the id of a new one (default: told by its controls)')
    .option('--output <file>', 'write there instead of stdout; never over a file that is there')
    .addHelpText(
      'after',
      example(
        'aver catalog import NIST_SP800-218_ver1_catalog.json --output ssdf-1.1.wording.yaml',
        'aver catalog import acme.json --as acme-1 --output acme-1.catalog.yaml',
      ),
    )
    .action(async (file: string, options: ImportCatalogOptions) => {
      const { importCatalog } = await import('./commands/catalog.js');
      done(await importCatalog(context(), file, options));
    });
}

function declareMapping({ program, context, done }: Doors): void {
  const mapping = program
    .command('mapping')
    .description('Check, test and compare mappings: how evidence speaks to the controls of a catalog. Offline.')
    .addHelpText(
      'after',
      example('aver mapping test acme.mapping.yaml', 'aver mapping diff ssdf-1.1.mapping.yaml acme.mapping.yaml'),
    );
  mapping
    .command('lint')
    .description('Say what is wrong in a mapping or layer, by file, line and reason, and what its author may not mean.')
    .argument(
      '<file...>',
      'mappings and *.layer.yaml; what each rests on stands beside it or comes with this installation',
    )
    .addHelpText('after', example('aver mapping lint acme.mapping.yaml', 'aver mapping lint acme-daily.layer.yaml'))
    .action(async (files: string[]) => {
      const { lintMappings } = await import('./commands/mapping.js');
      done(await lintMappings(context(), files));
    });
  mapping
    .command('test')
    .description('Judge the cases beside a mapping: facts in, statuses out, over-claims excluded.')
    .argument('<file...>', 'mappings; the cases of x.mapping.yaml stand in x.cases.yaml')
    .addHelpText('after', example('aver mapping test acme.mapping.yaml'))
    .action(async (files: string[]) => {
      const { testMappings } = await import('./commands/mapping.js');
      done(await testMappings(context(), files));
    });
  mapping
    .command('diff')
    .description('Show which controls are judged otherwise, what is looser first. Exits 1 where something may be.')
    .argument('<before>', 'a mapping')
    .argument('<after>', 'another one')
    .addHelpText('after', example('aver mapping diff ssdf-1.1.mapping.yaml acme.mapping.yaml'))
    .action(async (before: string, after: string) => {
      const { diffMappingFiles } = await import('./commands/mapping.js');
      done(await diffMappingFiles(context(), before, after));
    });
}

function declareRecipe({ program, context, done }: Doors): void {
  const recipe = program
    .command('recipe')
    .description(
      'Show how evidence of each kind is made, signed and submitted: text to paste into a pipeline. Offline.',
    )
    .addHelpText('after', example('aver recipe list', 'aver recipe show sbom --tool github-actions'));
  recipe
    .command('list')
    .description('List every recipe, with the tools that it has something to paste for.')
    .action(async () => {
      const { listRecipes } = await import('./commands/recipe.js');
      done(listRecipes(context()));
    });
  recipe
    .command('show')
    .description('Show a recipe: what to know, what to replace, what to paste, and the trust rule for what it makes.')
    .argument('<id>', 'a recipe, as the list names it')
    .option('--tool <tool>', `only for this tool: ${RECIPE_TOOLS.join(', ')}`, recipeTool)
    .addHelpText('after', example('aver recipe show build-provenance', 'aver recipe show sbom --tool gitlab-ci'))
    .action(async (id: string, options: ShowRecipeOptions) => {
      const { showRecipe } = await import('./commands/recipe.js');
      done(showRecipe(context(), id, options));
    });
}

function declareOnline(doors: Doors): void {
  declareRefresh(doors);
  declareServe(doors);
  declareInit(doors);
  declareRelease(doors);
  declareSubmit(doors);
  declareAttestationDraft(doors);
  declareAttestationLife(doors);
  declareDemo(doors);
}

function declareRefresh({ program, context, done }: Doors): void {
  program
    .command('refresh')
    .description('Fetch trust root and trust rules from a TUF repository, refusing what is old, expired or mixed.')
    .argument('<repository>', 'its address, https:// or http://, or a folder with a mirror')
    .requiredOption('--root <file>', 'the root.json to start from, from a place you trust')
    .requiredOption('--store <folder>', 'what to remember between two refreshes; one folder for each repository')
    .option('--targets <address>', 'where its targets are (default: targets/ below the repository)')
    .option('--trusted-root <file>', 'write its trusted_root.json there, and beside it until when it may be relied on')
    .option('--rules <file>', 'write the trust rules there that its roles may state, a JSON array')
    .option('--allow-private-addresses', 'fetch from this machine and private networks, too')
    .option('--as-of <time>', 'refuse what has expired at this moment, RFC 3339 (default: now)')
    .addHelpText(
      'after',
      example(
        'aver refresh https://tuf-repo-cdn.sigstore.dev --root root.json --store .tuf --trusted-root trusted_root.json',
        'aver refresh https://tuf.acme.example --root acme-root.json --store .tuf-acme --rules rules.json',
      ),
    )
    .action(async (address: string, options: RefreshOptions) => {
      const { refresh } = await import('./commands/refresh.js');
      done(await refresh(context(), address, options));
    });
}

function declareServe({ program, context, done }: Doors): void {
  program
    .command('serve')
    .description('Run the standalone server until Ctrl-C: API, worker, PostgreSQL and queue in one.')
    .addHelpText('after', example('AVERMENT_PORT=8080 AVERMENT_DATA_DIR=/var/lib/averment aver serve'))
    .action(async () => {
      const { serve } = await import('./commands/serve.js');
      done(await serve(context()));
    });
}

function declareInit({ program, context, done }: Doors): void {
  program
    .command('init')
    .description('Make an organization on a server and print its first token, once. Needs AVERMENT_OPERATOR_TOKEN.')
    .argument('<slug>', 'short name: lower-case letters, digits, hyphens')
    .requiredOption('--name <name>', 'its name for people')
    .requiredOption('--administrator <name>', 'the person who holds the first token')
    .option('--id <uuid>', 'its id, where a key on a token or in Vault is named by it already')
    .addHelpText(
      'after',
      example(
        'export AVERMENT_OPERATOR_TOKEN=$(cat .averment/operator-token)',
        'export AVERMENT_TOKEN=$(aver init acme --name "Acme Ltd." --administrator "Kim Doe")',
      ),
    )
    .action(async (slug: string, options: InitOptions) => {
      const { init } = await import('./commands/init.js');
      done(await init(context(), slug, options));
    });
}

function declareRelease({ program, context, done }: Doors): void {
  program
    .command('release')
    .description('Name a release on a server and declare what it consists of. Needs AVERMENT_TOKEN.')
    .argument('<product@version>', 'the release; made, with its product, where it does not exist')
    .option('--artifact <file>', 'a file of the release; may be given several times', collect)
    .option('--revision <commit>', 'the commit it was built from')
    .option('--product-name <name>', 'name for people of a product that does not exist yet')
    .addHelpText('after', example('aver release app@1.0.0 --artifact app.tar.gz --revision $(git rev-parse HEAD)'))
    .action(async (name: string, options: ReleaseOptions) => {
      const { release } = await import('./commands/release.js');
      done(await release(context(), name, options));
    });
}

function declareSubmit({ program, context, done }: Doors): void {
  program
    .command('submit')
    .description('Send evidence to a server, byte for byte. Needs AVERMENT_TOKEN.')
    .argument('<path...>', 'files, or folders that are read recursively')
    .addHelpText('after', example('AVERMENT_URL=https://averment.acme.example aver submit evidence/'))
    .action(async (paths: string[]) => {
      const { submit } = await import('./commands/submit.js');
      done(await submit(context(), paths));
    });
}

function declareDemo({ program, context, done }: Doors): void {
  program
    .command('demo')
    .description('The whole main path on this machine, with a made-up organization or your own workspace.')
    .option('--workspace <file>', 'your own evidence instead of the sample organization')
    .option('--output <folder>', 'where to write', 'averment-quickstart')
    .option('--port <port>', 'where to serve; 0 picks a free one', port, 0)
    .option('--exit', 'end instead of serving on')
    .addHelpText('after', example('aver demo --exit', 'aver demo --workspace averment.yaml'))
    .action(async (options: DemoOptions) => {
      const { demo } = await import('./commands/demo.js');
      done(await demo(context(), options));
    });
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function recipeTool(text: string): RecipeTool {
  const tool = RECIPE_TOOLS.find((known) => known === text);
  if (tool !== undefined) return tool;
  throw new InvalidArgumentError(`Give one of ${RECIPE_TOOLS.join(', ')}.`);
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Give a whole number from 1 to 999999.');
}

function port(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new InvalidArgumentError('Give a number from 0 to 65535.');
}
